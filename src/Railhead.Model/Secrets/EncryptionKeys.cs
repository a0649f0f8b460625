namespace Railhead.Model;

/// <summary>Keys of the encryption keys.</summary>
public static class EncryptionKeys
{
    /// <summary>Database, buckets, secrets, images.</summary>
    public const string Data = "data";

    public const string Logs = "logs";

    public const string Notifications = "notifications";

    /// <summary>Copies in a second region; the key exists only if there are any.</summary>
    public const string Copy = "copy";
}
