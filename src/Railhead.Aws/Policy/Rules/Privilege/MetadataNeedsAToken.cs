using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>metadata-needs-a-token</c>.</summary>
static class MetadataNeedsAToken
{
    public static PolicyRule Rule { get; } =
        new("RH6035", "metadata-needs-a-token", PolicyArea.Privilege, Severity.Warning)
        {
            Reason = "A request that the app is tricked into can read the credentials of the instance.",
            Fix = "Set metadata_options { http_tokens = \"required\" }.",
            Source = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html",
            Scanners = ["CKV_AWS_79", "AVD-AWS-0028"],
            Types = ["aws_instance", "aws_launch_template"],
            Find = plan =>
                plan.Of("aws_instance", "aws_launch_template")
                    .That(
                        instance => !instance.Block("metadata_options")["http_tokens"].IsText("required"),
                        "the metadata service answers without a token"
                    ),
        };
}
