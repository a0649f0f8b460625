using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>images-cannot-change</c>.</summary>
static class ImagesCannotChange
{
    public static PolicyRule Rule { get; } =
        new("RH6048", "images-cannot-change", PolicyArea.Exposure, Severity.Warning)
        {
            Reason = "A tag that can be pushed again makes a rollback start something else than what ran.",
            Fix = "Set image_tag_mutability = \"IMMUTABLE\".",
            Source = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
            Scanners = ["CKV_AWS_51", "AVD-AWS-0031"],
            Types = ["aws_ecr_repository"],
            Find = plan =>
                plan.Of("aws_ecr_repository")
                    .That(
                        repository =>
                            !repository["image_tag_mutability"].IsUnknown
                            && repository["image_tag_mutability"].Text?.StartsWith("IMMUTABLE", StringComparison.Ordinal) != true,
                        "a tag can be pushed again"
                    ),
        };
}
