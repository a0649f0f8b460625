namespace Railhead.ObjectStore;

/// <summary>An object in the index.</summary>
/// <param name="ETag">Without quotation marks.</param>
/// <param name="Headers">The headers that are returned with the object, by lower-case name: <c>content-type</c>, <c>x-amz-meta-…</c> and so
/// on.</param>
sealed record ObjectEntry(
    long Id,
    string Key,
    long Size,
    string ETag,
    DateTimeOffset Modified,
    IReadOnlyDictionary<string, string> Headers,
    Checksum? Checksum
)
{
    public string StorageClass => Headers.GetValueOrDefault("x-amz-storage-class", "STANDARD");
}

/// <summary>A piece of an object's content: one for a simple upload, one for each part of a multipart upload.</summary>
sealed record Segment(int Number, string Blob, long Size);

/// <summary>An object to be stored.</summary>
sealed record NewObject(
    string Bucket,
    string Key,
    long Size,
    string ETag,
    DateTimeOffset Modified,
    IReadOnlyDictionary<string, string> Headers,
    Checksum? Checksum
);
