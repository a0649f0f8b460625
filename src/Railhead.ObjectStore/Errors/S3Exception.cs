namespace Railhead.ObjectStore;

/// <summary>A refused request, with S3's answer.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">S3's error code, by which clients decide.</param>
/// <param name="details">Further elements of the error's XML.</param>
sealed class S3Exception(int status, string code, string message, params (string Name, string Value)[] details) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    public IReadOnlyList<(string Name, string Value)> Details => details;
}
