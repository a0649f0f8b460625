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

/// <summary>The conditions of a write; both null is unconditional.</summary>
/// <param name="IfMatch">The ETag that the present object must have.</param>
/// <param name="IfAbsent">No object may be there.</param>
sealed record WriteCondition(string? IfMatch, bool IfAbsent)
{
    /// <summary>Throws S3's error if <paramref name="present"/> does not meet the conditions.</summary>
    public void Check(ObjectEntry? present, string key)
    {
        if (IfAbsent && present is not null)
        {
            throw S3Errors.PreconditionFailed("If-None-Match");
        }

        if (IfMatch is null)
        {
            return;
        }

        if (present is null)
        {
            throw S3Errors.NoSuchKey(key);
        }

        if (IfMatch != "*" && IfMatch != present.ETag)
        {
            throw S3Errors.PreconditionFailed("If-Match");
        }
    }
}
