using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>bucket-is-private</c>.</summary>
static class BucketIsPrivate
{
    public static PolicyRule Rule { get; } =
        new("RH6042", "bucket-is-private", PolicyArea.Exposure, Severity.Error)
        {
            Reason = "A policy or an ACL can make the bucket public by mistake.",
            Fix = "Add an aws_s3_bucket_public_access_block with all four settings true.",
            Source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
            Scanners = ["CKV2_AWS_6", "CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "AVD-AWS-0094"],
            Types = ["aws_s3_bucket"],
            Find = plan =>
                plan.Of("aws_s3_bucket")
                    .That(
                        bucket => !plan.Linked(bucket, "aws_s3_bucket_public_access_block", "bucket").Any(Blocks),
                        "nothing stops the bucket from becoming public"
                    ),
        };

    static readonly string[] Settings = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

    static bool Blocks(PolicyResource block) => Settings.All(setting => block[setting].IsTrue);
}
