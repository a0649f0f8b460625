using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>notifications.tf</c>: the topic, its policy and subscribers, and the events that send notifications.</summary>
static class NotificationsFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform(
            "notifications.tf",
            Topic(architecture),
            Policy(architecture),
            Subscriptions(architecture),
            Events(architecture),
            Rules(),
            StoppedTasks(architecture)
        );

    static HclBody Topic(Architecture architecture) =>
        Hcl.Body(
            $$"""
            resource "aws_sns_topic" "alarms" {
              name = {{architecture.Observability.Topics[0].Name}}

              # Needs its own key: CloudWatch cannot publish to a topic encrypted with alias/aws/sns, and only the alarm's history shows the failure.
              kms_master_key_id = {{Addresses.Key(EncryptionKeys.Notifications)}}
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

              statement {
                sid       = "Events"
                actions   = ["sns:Publish"]
                resources = [aws_sns_topic.alarms.arn]

                principals {
                  type        = "Service"
                  identifiers = ["events.amazonaws.com"]
                }

                condition {
                  test     = "ArnEquals"
                  variable = "aws:SourceArn"
                  values   = values(aws_cloudwatch_event_rule.notified)[*].arn
                }
              }

              {{Hcl.When(architecture.Cost.Budget is not null, () => Hcl.Body($$"""
                  statement {
                    sid       = "Costs"
                    actions   = ["sns:Publish"]
                    resources = [aws_sns_topic.alarms.arn]

                    principals {
                      type        = "Service"
                      identifiers = ["budgets.amazonaws.com"]
                    }

                    condition {
                      test     = "StringEquals"
                      variable = "aws:SourceAccount"
                      values   = [{{Addresses.AccountId}}]
                    }
                  }
                  """))}}
            }
            """
        );

    static HclBody Subscriptions(Architecture architecture) =>
        Hcl.When(
            architecture.Observability.Topics[0].Emails.Count > 0,
            () =>
                Hcl.Body(
                    $$"""
                    # Each recipient must confirm the subscription e-mail from AWS. A subscription that is not confirmed cannot be deleted; AWS removes it
                    # after some days.
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
              # Events that send a notification: the event pattern, the values to take from the event, and the message with "<name>" for a value.
              notified_events = {
                {{Hcl.Each(
                architecture.Observability.Events.Where(notification => notification.Event != NotifiedEvent.TaskStoppedUnexpectedly),
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

    /// <summary>A mail for each task would be a flood in a crash loop.</summary>
    static HclBody StoppedTasks(Architecture architecture)
    {
        var notification = architecture.Observability.Events.First(one => one.Event == NotifiedEvent.TaskStoppedUnexpectedly);
        var text = EventTexts.Of(architecture, notification.Event);
        return Hcl.Body(
            $$"""
            {{Hcl.Comment("""
                A crash loop stops many tasks, so these events go into a log, and one alarm counts them (alarms.tf). infrastructure/account lets
                EventBridge write into logs; without it, only the log is missing.
                """)}}
            {{Hcl.Comment(text.Why!)}}
            resource "aws_cloudwatch_event_rule" "task_stopped" {
              name        = {{notification.Name}}
              description = {{text.Description}}
              event_pattern = jsonencode({
                {{text.Pattern}}
              })
            }

            resource "aws_cloudwatch_event_target" "task_stopped" {
              rule      = aws_cloudwatch_event_rule.task_stopped.name
              target_id = "log"
              arn       = aws_cloudwatch_log_group.events.arn
            }
            """
        );
    }

    static HclBody Rules() =>
        Hcl.Body(
            $$"""
            resource "aws_cloudwatch_event_rule" "notified" {
              for_each      = local.notified_events
              name          = each.value.name
              description   = each.value.description
              event_pattern = each.value.pattern
            }

            resource "aws_cloudwatch_event_target" "notified" {
              for_each  = local.notified_events
              rule      = aws_cloudwatch_event_rule.notified[each.key].name
              target_id = "topic"
              arn       = aws_sns_topic.alarms.arn

              input_transformer {
                input_paths = each.value.values

                # Not jsonencode(), because it escapes "<", which EventBridge does not understand.
                input_template = {{Hcl.Text($"\"{Hcl.Ref("each.value.message")}\"")}}
              }
            }
            """
        );

    static string Partition(Architecture architecture) => Regions.Partition(architecture.Network.Region);
}
