namespace Railhead.ObjectStore;

/// <summary>The number and size of a bucket's objects.</summary>
public sealed record BucketUsage(string Name, long Objects, long Bytes);
