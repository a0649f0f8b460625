namespace Railhead.Model;

/// <summary>The blueprint's <c>database</c>; <paramref name="Storage"/> in GiB, <paramref name="Version"/> null where it is left out.</summary>
public sealed record BlueprintDatabase(
    int? Version,
    string Class,
    int Storage,
    bool MultiAz,
    int Replicas,
    int BackupDays,
    bool BackupCopy
);
