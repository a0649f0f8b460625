namespace Railhead.Model;

/// <summary>The object storage of an environment.</summary>
public sealed record Storage
{
    /// <summary>The app's buckets in the blueprint's order; <c>files</c> is always among them.</summary>
    public required IReadOnlyList<Bucket> Buckets { get; init; }
}

/// <param name="Key">The blueprint's key, such as <c>files</c>.</param>
/// <param name="Name">The bucket's full name on this machine, such as <c>guestbook-local-files</c>.</param>
/// <param name="Versioning">Whether overwritten objects are kept.</param>
/// <param name="ExpireDays">Days after which objects are deleted, or null.</param>
public sealed record Bucket(string Key, string Name, bool Versioning, int? ExpireDays);
