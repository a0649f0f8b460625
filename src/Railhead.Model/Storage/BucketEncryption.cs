namespace Railhead.Model;

public enum BucketEncryption
{
    /// <summary>The environment's own key.</summary>
    Kms,

    /// <summary>S3's keys: log delivery takes no other.</summary>
    SseS3,
}
