using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>notifications.tf</c>: the topic, who may publish to it, who hears, and the events beside alarms.</summary>
static class NotificationsFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform(
            "notifications.tf",
            Topic(architecture),
            Policy(architecture),
            Subscriptions(architecture),
            Events(architecture),
            Rules()
        );

    static HclBody Topic(Architecture architecture) =>
        Hcl.Body(
            $$"""
            resource "aws_sns_topic" "alarms" {
              name = {{architecture.Observability.Topics[0].Name}}

              # A key of our own: CloudWatch cannot publish to a topic that alias/aws/sns encrypts, and says so nowhere but in the alarm's history.
              kms_master_key_id = {{Addresses.Key("notifications")}}
            }

            resource "aws_sns_topic_policy" "alarms" {
              arn    = aws_sns_topic.alarms.arn
              policy = data.aws_iam_policy_document.alarms_topic.json
            }
            """
        );

    static HclBody Policy(Architecture architecture) =>
        Hcl.Body(
            $$"""
            data "aws_iam_policy_document" "alarms_topic" {
              statement {
                sid       = "Alarms"
                actions   = ["sns:Publish"]
                resources = [aws_sns_topic.alarms.arn]

                principals {
                  type        = "Service"
                  identifiers = ["cloudwatch.amazonaws.com"]
                }

                condition {
                  test     = "ArnLike"
                  variable = "aws:SourceArn"
                  values   = [{{Hcl.Text($"arn:{Partition(architecture)}:cloudwatch:{Addresses.Region}:{Addresses.AccountId}:alarm:*")}}]
                }
              }

              # Without a condition: EventBridge's guide says that it honours none in the policy of a topic. Others could make this topic speak,
              # if they knew its name, but never read it.
              statement {
                sid       = "Events"
                actions   = ["sns:Publish"]
                resources = [aws_sns_topic.alarms.arn]

                principals {
                  type        = "Service"
                  identifiers = ["events.amazonaws.com"]
                }
              }

              # Budgets, and reports of unusual spending if infrastructure/account sends them here.
              statement {
                sid       = "Costs"
                actions   = ["sns:Publish"]
                resources = [aws_sns_topic.alarms.arn]

                principals {
                  type        = "Service"
                  identifiers = ["budgets.amazonaws.com", "costalerts.amazonaws.com"]
                }

                condition {
                  test     = "StringEquals"
                  variable = "aws:SourceAccount"
                  values   = [{{Addresses.AccountId}}]
                }
              }
            }
            """
        );

    static HclBody Subscriptions(Architecture architecture) =>
        Hcl.When(
            architecture.Observability.Topics[0].Emails.Count > 0,
            () =>
                Hcl.Body(
                    $$"""
                    # AWS sends each address a link, and nothing else until somebody follows it. A subscription that was never confirmed cannot be deleted
                    # either: AWS forgets it after some days.
                    resource "aws_sns_topic_subscription" "email" {
                      for_each  = toset({{architecture.Observability.Topics[0].Emails}})
                      topic_arn = aws_sns_topic.alarms.arn
                      protocol  = "email"
                      endpoint  = each.key
                    }
                    """
                )
        );

    static HclBody Events(Architecture architecture) =>
        Hcl.Body(
            $$"""
            locals {
              # What people are told beside alarms: the event, what is taken from it, and the sentence. "<name>" in it is a value.
              told_events = {
                {{Hcl.Each(
                architecture.Observability.Events,
                notification => Event(notification.Name, EventTexts.Of(architecture, notification.Event))
            )}}
              }
            }
            """
        );

    static HclBody Event(string name, EventText text) =>
        Hcl.Body(
            $$"""
            {{Hcl.When(text.Why is not null, () => Hcl.Comment(text.Why!))}}
            {{Hcl.Ref(text.Key)}} = {
              name        = {{name}}
              description = {{text.Description}}
              pattern = jsonencode({
                {{text.Pattern}}
              })
              values = {{text.Values}}
              message = {{text.Message}}
            }
            """
        );

    static HclBody Rules() =>
        Hcl.Body(
            $$"""
            resource "aws_cloudwatch_event_rule" "told" {
              for_each      = local.told_events
              name          = each.value.name
              description   = each.value.description
              event_pattern = each.value.pattern
            }

            resource "aws_cloudwatch_event_target" "told" {
              for_each  = local.told_events
              rule      = aws_cloudwatch_event_rule.told[each.key].name
              target_id = "topic"
              arn       = aws_sns_topic.alarms.arn

              input_transformer {
                input_paths = each.value.values

                # Not jsonencode(), which would write "<" as an escape that EventBridge does not know.
                input_template = {{Hcl.Text($"\"{Hcl.Ref("each.value.message")}\"")}}
              }
            }
            """
        );

    static string Partition(Architecture architecture) => Regions.Partition(architecture.Network.Region);
}
