namespace Railhead.ObjectStore;

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
