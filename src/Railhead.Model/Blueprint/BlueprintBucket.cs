namespace Railhead.Model;

/// <summary>One of the blueprint's <c>storage.buckets</c>.</summary>
public sealed record BlueprintBucket(string Key, bool Versioning, int? ExpireDays);
