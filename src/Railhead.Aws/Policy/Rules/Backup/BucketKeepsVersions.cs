using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>bucket-keeps-versions</c>.</summary>
static class BucketKeepsVersions
{
    public static PolicyRule Rule { get; } =
        new("RH6063", "bucket-keeps-versions", PolicyArea.Backup, Severity.Warning)
        {
            Reason = "An object that was overwritten or deleted is gone.",
            Fix = "Add an aws_s3_bucket_versioning with the status Enabled.",
            Source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
            Scanners = ["CKV_AWS_21", "AVD-AWS-0090"],
            Types = ["aws_s3_bucket"],
            IsForProduction = true,
            Find = plan =>
                plan.Of("aws_s3_bucket")
                    .That(
                        bucket =>
                            !plan.Linked(bucket, "aws_s3_bucket_versioning", "bucket")
                                .Any(versioning =>
                                    versioning.Block("versioning_configuration")["status"] is { IsUnknown: true } or { Text: "Enabled" }
                                ),
                        "the bucket keeps no older versions"
                    ),
        };
}
