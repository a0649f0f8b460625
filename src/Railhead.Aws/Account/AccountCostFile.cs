using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>account/cost.tf</c>: allocation tags and detection of unusual spending.</summary>
static class AccountCostFile
{
    public static SynthFile Write() => SynthFile.Terraform("cost.tf", AllocationTags(), Anomalies());

    static HclBody AllocationTags() =>
        Hcl.Body(
            $$"""
            variable "allocation_tags" {
              description = "Whether bills and budgets are split by app and environment."
              type        = bool

              # AWS takes a tag only after it has seen it on something that costs, which takes about a day from the first apply of an app; before
              # that this fails. Set it to true then, and apply again. In an organization only the account that pays may do it.
              default = false
            }

            resource "aws_ce_cost_allocation_tag" "main" {
              for_each = toset(var.allocation_tags ? {{Cost.AllocationTags}} : [])
              tag_key  = each.key
              status   = "Active"
            }
            """
        );

    static HclBody Anomalies() =>
        Hcl.Body(
            $$"""
            variable "anomaly_email" {
              description = "Who is told, once a day, of spending that is unusual by 20 USD or more; null: nobody."
              type        = string
              default     = null
            }

            variable "anomaly_monitor" {
              description = "ARN of the account's monitor of AWS services, if it has one; null: one is made."
              type        = string

              # AWS allows one, and has given one to most accounts opened since March 2023, named Default-Services-Monitor:
              #   aws ce get-anomaly-monitors --query "AnomalyMonitors[?MonitorDimension=='SERVICE'].MonitorArn"
              default = null
            }

            resource "aws_ce_anomaly_monitor" "main" {
              count             = var.anomaly_email != null && var.anomaly_monitor == null ? 1 : 0
              name              = "railhead"
              monitor_type      = "DIMENSIONAL"
              monitor_dimension = "SERVICE"
            }

            resource "aws_ce_anomaly_subscription" "main" {
              count            = var.anomaly_email != null ? 1 : 0
              name             = "railhead"
              frequency        = "DAILY"
              monitor_arn_list = var.anomaly_monitor != null ? [var.anomaly_monitor] : aws_ce_anomaly_monitor.main[*].arn

              subscriber {
                type    = "EMAIL"
                address = var.anomaly_email
              }

              threshold_expression {
                dimension {
                  key           = "ANOMALY_TOTAL_IMPACT_ABSOLUTE"
                  match_options = ["GREATER_THAN_OR_EQUAL"]
                  values        = ["20"]
                }
              }
            }
            """
        );
}
