using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>bucket-refuses-plain-http</c>.</summary>
static class BucketRefusesPlainHttp
{
    public static PolicyRule Rule { get; } =
        new("RH6003", "bucket-refuses-plain-http", PolicyArea.Encryption, Severity.Warning)
        {
            Reason = "S3 answers over plain HTTP too, unless the policy of the bucket refuses it.",
            Fix = "Add a statement to the bucket's policy that denies s3:* where aws:SecureTransport is false.",
            Source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
            Scanners = ["CKV2_AWS_70", "AVD-AWS-0086"],
            Types = ["aws_s3_bucket"],
            Find = plan =>
                plan.Of("aws_s3_bucket")
                    .That(
                        bucket => Policies(plan, bucket).All(statements => statements is not null && !statements.Any(Refuses)),
                        "the bucket answers over plain HTTP"
                    ),
        };

    static IEnumerable<IReadOnlyList<PolicyStatement>?> Policies(PolicyPlan plan, PolicyResource bucket) =>
        plan.Linked(bucket, "aws_s3_bucket_policy", "bucket")
            .Select(policy => PolicyStatements.Of(plan, policy, "policy", PolicyKind.Resource));

    static bool Refuses(PolicyStatement statement) => !statement.Allows && statement.Asks("aws:SecureTransport");
}
