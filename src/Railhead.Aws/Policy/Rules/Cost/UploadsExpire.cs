using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>uploads-expire</c>.</summary>
static class UploadsExpire
{
    public static PolicyRule Rule { get; } =
        new("RH6092", "uploads-expire", PolicyArea.Cost, Severity.Warning)
        {
            Reason = "The parts of uploads that nobody finished are paid for, and no list shows them.",
            Fix = "Add a lifecycle rule with abort_incomplete_multipart_upload.",
            Source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html",
            Scanners = ["CKV_AWS_300"],
            Types = ["aws_s3_bucket"],
            Find = plan =>
                plan.Of("aws_s3_bucket")
                    .That(
                        bucket =>
                            !plan.Linked(bucket, "aws_s3_bucket_lifecycle_configuration", "bucket")
                                .Any(lifecycle =>
                                    lifecycle.Blocks("rule").Any(rule => rule.Blocks("abort_incomplete_multipart_upload").Count > 0)
                                ),
                        "unfinished uploads are kept for ever"
                    ),
        };
}
