using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>images-expire</c>.</summary>
static class ImagesExpire
{
    public static PolicyRule Rule { get; } =
        new("RH6091", "images-expire", PolicyArea.Cost, Severity.Warning)
        {
            Reason = "Every image of every build is kept, and paid for, for ever.",
            Fix = "Add an aws_ecr_lifecycle_policy that spares what serves.",
            Source = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html",
            Find = plan =>
                plan.Of("aws_ecr_repository")
                    .That(
                        repository => !plan.Linked(repository, "aws_ecr_lifecycle_policy", "repository").Any(),
                        "images are kept for ever"
                    ),
        };
}
