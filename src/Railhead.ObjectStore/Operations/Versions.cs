namespace Railhead.ObjectStore;

/// <summary>Version ids. Today every object has one version: <c>null</c>.</summary>
static class Versions
{
    public static void CheckRead(string? version)
    {
        if (version is not (null or "" or "null"))
        {
            throw S3Errors.NoSuchVersion();
        }
    }
}
