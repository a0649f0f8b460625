namespace Railhead.Model;

/// <summary>The secrets of an environment: what they are called and who gives them their value; never the values.</summary>
public sealed record Secrets
{
    /// <summary>Names of the secrets whose values the user sets.</summary>
    public required IReadOnlyList<string> Custom { get; init; }

    /// <summary>All, Railhead's own first.</summary>
    public required IReadOnlyList<Secret> All { get; init; }

    /// <summary>Keys that encrypt secrets, data and logs.</summary>
    public required IReadOnlyList<EncryptionKey> Keys { get; init; }
}

/// <param name="Key">Unique in the environment: <c>database</c>, <c>storage</c>, <c>endpoint</c>, or the user's name for it.</param>
/// <param name="Path">Name in Secrets Manager, such as <c>guestbook/production/database</c>.</param>
/// <param name="Origin">Who sets the value.</param>
/// <param name="Fields">Fields of the JSON value; empty where the value is plain text.</param>
/// <param name="RecoveryDays">How long a deletion can be taken back.</param>
/// <param name="Rotation">How the value changes by itself, or null.</param>
public sealed record Secret(
    string Key,
    string Path,
    SecretOrigin Origin,
    IReadOnlyList<string> Fields,
    int RecoveryDays,
    SecretRotation? Rotation
);

public enum SecretOrigin
{
    /// <summary>Made or known by Railhead.</summary>
    Generated,

    /// <summary>Set with <c>railhead secrets set</c>.</summary>
    User,
}

/// <param name="Days">Between two rotations.</param>
/// <param name="AlternatingUsers">Two database users take turns, so that tasks with the old password go on until a deployment.</param>
public sealed record SecretRotation(int Days, bool AlternatingUsers);

/// <summary>Keys of Railhead's own secrets.</summary>
public static class SecretKeys
{
    public const string Database = "database";

    /// <summary>RDS's administrator; the app cannot read it.</summary>
    public const string DatabaseAdmin = "database-admin";

    public const string Storage = "storage";

    public const string Endpoint = "endpoint";
}

/// <summary>A KMS key with the services that may use it.</summary>
/// <param name="Key">What it encrypts: one of <see cref="EncryptionKeys"/>.</param>
/// <param name="Alias">Such as <c>alias/guestbook-production-data</c>.</param>
/// <param name="Services">Principals of the services that encrypt with it themselves; others use it by their callers' rights.</param>
/// <param name="Rotates">Yearly.</param>
public sealed record EncryptionKey(string Key, string Alias, IReadOnlyList<string> Services, bool Rotates)
{
    /// <summary>Where it is, if not where the rest is.</summary>
    public string? Region { get; init; }
}

/// <summary>Keys of the encryption keys.</summary>
public static class EncryptionKeys
{
    /// <summary>Database, buckets, secrets, images.</summary>
    public const string Data = "data";

    public const string Logs = "logs";

    public const string Notifications = "notifications";

    /// <summary>What is copied to a second region; there only if something is.</summary>
    public const string Copy = "copy";
}
