using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Where Railhead's own Terraform breaks a rule on purpose, and what the blueprint adds to that.</summary>
public static class OwnExceptions
{
    /// <summary>The exceptions of an environment. Those of the blueprint are for every resource that breaks the rule.</summary>
    public static IReadOnlyList<PolicyException> Of(Architecture architecture) =>
        [
            new(TargetsUseTls.Rule.Name, "aws_lb_target_group.*", "TLS ends at the load balancer, and only it reaches nginx"),
            .. architecture.LoadBalancing.Domain is null
                ?
                [
                    new PolicyException(
                        ListenerUsesTls.Rule.Name,
                        "aws_lb_listener.*",
                        "A certificate needs a domain, and railhead.yaml names none"
                    ),
                ]
                : Array.Empty<PolicyException>(),
            .. architecture
                .Storage.Buckets.Concat(architecture.Storage.Own)
                .Where(bucket => !bucket.Versioning)
                .Select(bucket => new PolicyException(
                    BucketKeepsVersions.Rule.Name,
                    $"aws_s3_bucket.{Hcl.Name(bucket.Key)}",
                    bucket.Key == BucketNames.AccessLogs
                        ? "Access logs are written once and expire"
                        : "railhead.yaml turns versioning off for this bucket"
                )),
            .. architecture.PolicyExceptions.Select(exception => new PolicyException(exception.Key, null, exception.Value)),
        ];
}
