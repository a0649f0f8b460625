namespace Railhead.Model;

/// <summary>A KMS key with the services that may use it.</summary>
/// <param name="Key">The kind of data that it encrypts: one of <see cref="EncryptionKeys"/>.</param>
/// <param name="Alias">Such as <c>alias/guestbook-production-data</c>.</param>
/// <param name="Services">Principals of the services that encrypt with it themselves; others use it by their callers' rights.</param>
/// <param name="Rotates">Yearly.</param>
public sealed record EncryptionKey(string Key, string Alias, IReadOnlyList<string> Services, bool Rotates)
{
    /// <summary>Where it is, if not where the rest is.</summary>
    public string? Region { get; init; }
}
