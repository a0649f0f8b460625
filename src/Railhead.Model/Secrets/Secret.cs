namespace Railhead.Model;

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
