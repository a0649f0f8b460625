namespace Railhead.Model;

/// <summary>A rule for objects as they age; each value has S3's meaning.</summary>
public sealed record LifecycleRule
{
    public required string Id { get; init; }

    /// <summary>The objects' names begin with it; empty for all.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Days until the current version is deleted (with versioning: covered by a delete marker), or null.</summary>
    public int? ExpireDays { get; init; }

    /// <summary>Days after it was covered until an old version is deleted, or null.</summary>
    public int? NoncurrentExpireDays { get; init; }

    /// <summary>Days until an upload in parts that never ended is dropped, or null.</summary>
    public int? AbortUploadDays { get; init; }

    /// <summary>Into colder classes, by days.</summary>
    public IReadOnlyList<Transition> Transitions { get; init; } = [];
}
