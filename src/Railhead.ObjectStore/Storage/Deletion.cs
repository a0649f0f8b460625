namespace Railhead.ObjectStore;

/// <summary>The condition of a deletion.</summary>
/// <param name="IfMatch">The ETag that the present object must have, or <c>*</c>; null deletes in any case.</param>
sealed record DeleteCondition(string? IfMatch)
{
    public bool IsAlways => IfMatch is null;

    public bool Holds(string? presentETag) => IsAlways || (presentETag is not null && (IfMatch == "*" || IfMatch == presentETag));
}

/// <summary>A key to delete.</summary>
sealed record Deletion(string Key, DeleteCondition Condition);

/// <summary>A key that stays, with S3's error.</summary>
sealed record RefusedDeletion(Deletion Deletion, S3Exception Reason);
