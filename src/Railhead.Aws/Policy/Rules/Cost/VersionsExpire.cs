using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>versions-expire</c>.</summary>
static class VersionsExpire
{
    public static PolicyRule Rule { get; } =
        new("RH6093", "versions-expire", PolicyArea.Cost, Severity.Warning)
        {
            Reason = "Every older version of every object is kept, and paid for, for ever.",
            Fix = "Add a lifecycle rule with noncurrent_version_expiration.",
            Source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configuration-examples.html",
            Find = plan =>
                plan.Of("aws_s3_bucket")
                    .Where(bucket => KeepsVersions(plan, bucket))
                    .That(bucket => !Expire(plan, bucket), "older versions are kept for ever"),
        };

    static bool KeepsVersions(PolicyPlan plan, PolicyResource bucket) =>
        plan.Linked(bucket, "aws_s3_bucket_versioning", "bucket")
            .Any(versioning => versioning.Block("versioning_configuration")["status"].IsText("Enabled"));

    static bool Expire(PolicyPlan plan, PolicyResource bucket) =>
        plan.Linked(bucket, "aws_s3_bucket_lifecycle_configuration", "bucket")
            .Any(lifecycle => lifecycle.Blocks("rule").Any(rule => rule.Blocks("noncurrent_version_expiration").Count > 0));
}
