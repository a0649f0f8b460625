namespace Railhead.Aws;

/// <summary>A call of the AWS CLI that failed.</summary>
/// <param name="code">AWS's code, such as <c>AccessDeniedException</c>; empty if AWS did not answer.</param>
/// <param name="said">What the CLI wrote.</param>
public sealed class AwsCliException(string code, string said) : Exception(said)
{
    public string Code { get; } = code;

    /// <summary>Whether the identity lacks a permission.</summary>
    public bool IsDenied => Code.StartsWith("AccessDenied", StringComparison.Ordinal) || Code is "UnauthorizedOperation";
}
