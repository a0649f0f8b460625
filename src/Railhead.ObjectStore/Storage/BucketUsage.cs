namespace Railhead.ObjectStore;

/// <summary>What a bucket holds.</summary>
public sealed record BucketUsage(string Name, long Objects, long Bytes);
