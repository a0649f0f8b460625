namespace Railhead.Local;

/// <summary>The facts about a secret that are not secret.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">1 for the first value, one more for each that replaced it.</param>
/// <param name="UpdatedAt">When this version was set, UTC.</param>
public sealed record SecretEntry(string Name, int Version, DateTimeOffset UpdatedAt);
