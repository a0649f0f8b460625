namespace Railhead.ObjectStore;

/// <summary>Version ids. Today every object has one version: <c>null</c>.</summary>
static class Versions
{
    public const string Only = "null";

    public static void CheckRead(string? version)
    {
        if (version is not (null or "" or Only))
        {
            throw S3Errors.NoSuchVersion();
        }
    }
}
