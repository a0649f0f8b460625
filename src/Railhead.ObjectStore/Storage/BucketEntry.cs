namespace Railhead.ObjectStore;

/// <summary>A bucket.</summary>
sealed record BucketEntry(string Name, DateTimeOffset Created, bool Versioning);
