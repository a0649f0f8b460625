using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>cache-uses-tls</c>.</summary>
static class CacheUsesTls
{
    public static PolicyRule Rule { get; } =
        new("RH6006", "cache-uses-tls", PolicyArea.Encryption, Severity.Warning)
        {
            Reason = "Commands and values of the cache travel in plain text.",
            Fix = "Set transit_encryption_enabled = true (node_to_node_encryption, enforce_https).",
            Source = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html",
            Scanners = ["CKV_AWS_30", "CKV_AWS_6", "CKV_AWS_83"],
            Types = ["aws_elasticache_replication_group", "aws_opensearch_domain"],
            Find = plan =>
                plan.Of("aws_elasticache_replication_group")
                    .That(cache => !cache["transit_encryption_enabled"].IsTrue, "clients speak plain text with the cache")
                    .Concat(
                        plan.Of("aws_opensearch_domain")
                            .That(
                                domain =>
                                    !domain.Block("node_to_node_encryption")["enabled"].IsTrue
                                    || !domain.Block("domain_endpoint_options")["enforce_https"].IsTrue,
                                "the domain accepts plain HTTP"
                            )
                    ),
        };
}
