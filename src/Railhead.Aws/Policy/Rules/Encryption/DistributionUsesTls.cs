using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>distribution-uses-tls</c>.</summary>
static class DistributionUsesTls
{
    public static PolicyRule Rule { get; } =
        new("RH6010", "distribution-uses-tls", PolicyArea.Encryption, Severity.Warning)
        {
            Reason = "CloudFront serves plain HTTP where its behaviour allows it.",
            Fix = "Set viewer_protocol_policy = \"redirect-to-https\" and minimum_protocol_version = \"TLSv1.2_2021\".",
            Source = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https.html",
            Scanners = ["CKV_AWS_34"],
            Types = ["aws_cloudfront_distribution"],
            Find = plan =>
                plan.Of("aws_cloudfront_distribution")
                    .That(
                        distribution =>
                            distribution
                                .Blocks("default_cache_behavior")
                                .Concat(distribution.Blocks("ordered_cache_behavior"))
                                .Any(behaviour => behaviour["viewer_protocol_policy"].IsText("allow-all")),
                        "the distribution serves plain HTTP"
                    ),
        };
}
