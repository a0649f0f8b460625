using Railhead.Model;

namespace Railhead.Aws;

/// <summary>
/// <c>account/events.tf</c>: lets EventBridge write events into logs. An account has ten such policies, so all apps share one.
/// </summary>
static class AccountEventsFile
{
    public static SynthFile Write(string region) =>
        SynthFile.Terraform(
            "events.tf",
            Hcl.Body(
                $$"""
                # An environment logs the events of tasks that stopped unexpectedly. An account can have ten policies of this kind.
                resource "aws_cloudwatch_log_resource_policy" "events" {
                  policy_name     = "railhead-events"
                  policy_document = data.aws_iam_policy_document.events.json
                }

                data "aws_iam_policy_document" "events" {
                  statement {
                    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
                    resources = [{{Arn(Regions.Partition(region), "logs", "log-group:/aws/events/*:*")}}]

                    principals {
                      type        = "Service"
                      identifiers = ["events.amazonaws.com", "delivery.logs.amazonaws.com"]
                    }

                    condition {
                      test     = "ArnLike"
                      variable = "aws:SourceArn"
                      values   = [{{Arn(Regions.Partition(region), "events", "rule/*")}}]
                    }
                  }
                }
                """
            )
        );

    static HclExpression Arn(string partition, string service, string resource) =>
        Hcl.Text($"arn:{partition}:{service}:{Addresses.Region}:{Addresses.AccountId}:{resource}");
}
