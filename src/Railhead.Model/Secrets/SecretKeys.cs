namespace Railhead.Model;

/// <summary>Keys of Railhead's own secrets.</summary>
public static class SecretKeys
{
    public const string Database = "database";

    /// <summary>RDS's administrator; the app cannot read it.</summary>
    public const string DatabaseAdmin = "database-admin";

    public const string Storage = "storage";

    public const string Endpoint = "endpoint";
}
