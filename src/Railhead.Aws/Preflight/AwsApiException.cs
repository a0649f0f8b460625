namespace Railhead.Aws;

/// <summary>AWS refused a call.</summary>
/// <param name="code">AWS's name of the error, such as <c>AccessDenied</c>.</param>
sealed class AwsApiException(string code) : Exception(code)
{
    public string Code => Message;
}
