using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>account/cost.tf</c>: cost allocation tags and cost anomaly detection.</summary>
static class AccountCostFile
{
    public static SynthFile Write() => SynthFile.Terraform("cost.tf", AllocationTags(), Anomalies());

    static HclBody AllocationTags() =>
        Hcl.Body(
            $$"""
            variable "activate_cost_allocation_tags" {
              description = "Activate the tags by which bills and budgets are split by app and environment."
              type        = bool

              # AWS knows a tag only once a resource with costs carries it: about a day after the first apply of an app. Before that,
              # activation fails. Set this to true then, and apply again. In an organization, only the management account can do it.
              default = false
            }

            resource "aws_ce_cost_allocation_tag" "main" {
              for_each = toset(var.activate_cost_allocation_tags ? {{Cost.AllocationTags}} : [])
              tag_key  = each.key
              status   = "Active"
            }
            """
        );

    static HclBody Anomalies() =>
        Hcl.Body(
            $$"""
            variable "anomaly_email" {
              description = "E-mail address for a daily report of cost anomalies of 20 USD or more; null disables it."
              type        = string
              default     = null
            }

            variable "anomaly_monitor_arn" {
              description = "ARN of the account's existing cost anomaly monitor for AWS services; null creates one."
              type        = string

              # AWS allows only one. Most accounts opened since March 2023 already have it, named Default-Services-Monitor:
              #   aws ce get-anomaly-monitors --query "AnomalyMonitors[?MonitorDimension=='SERVICE'].MonitorArn"
              default = null
            }

            resource "aws_ce_anomaly_monitor" "main" {
              count             = var.anomaly_email != null && var.anomaly_monitor_arn == null ? 1 : 0
              name              = "railhead"
              monitor_type      = "DIMENSIONAL"
              monitor_dimension = "SERVICE"
            }

            resource "aws_ce_anomaly_subscription" "main" {
              count            = var.anomaly_email != null ? 1 : 0
              name             = "railhead"
              frequency        = "DAILY"
              monitor_arn_list = var.anomaly_monitor_arn != null ? [var.anomaly_monitor_arn] : aws_ce_anomaly_monitor.main[*].arn

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
