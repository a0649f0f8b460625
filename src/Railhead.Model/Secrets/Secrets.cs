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
