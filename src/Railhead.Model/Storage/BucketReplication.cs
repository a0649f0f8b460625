namespace Railhead.Model;

/// <param name="Region">Where the copy is.</param>
/// <param name="GlobalName">Name of the copy.</param>
/// <param name="StorageClass">S3's word.</param>
public sealed record BucketReplication(string Region, string GlobalName, string StorageClass);
