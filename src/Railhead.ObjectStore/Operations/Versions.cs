namespace Railhead.ObjectStore;

/// <summary>Ids of versions, of which every object has one today: <c>null</c>.</summary>
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
