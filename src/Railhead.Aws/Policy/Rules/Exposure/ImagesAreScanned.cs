using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>images-are-scanned</c>.</summary>
static class ImagesAreScanned
{
    public static PolicyRule Rule { get; } =
        new("RH6049", "images-are-scanned", PolicyArea.Exposure, Severity.Warning)
        {
            Reason = "Known vulnerabilities of an image stay unseen.",
            Fix = "Set image_scanning_configuration { scan_on_push = true }, or a scanning configuration of the registry.",
            Source = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",
            Scanners = ["CKV_AWS_163", "AVD-AWS-0030"],
            Types = ["aws_ecr_registry_scanning_configuration", "aws_ecr_repository"],
            Find = plan =>
                plan.Of("aws_ecr_registry_scanning_configuration").Any()
                    ? []
                    : plan.Of("aws_ecr_repository")
                        .That(
                            repository => !repository.Block("image_scanning_configuration")["scan_on_push"].IsTrue,
                            "images are not scanned"
                        ),
        };
}
