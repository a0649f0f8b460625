namespace Railhead.Aws;

/// <summary><c>account/threats.tf</c>: GuardDuty with runtime monitoring of tasks.</summary>
static class AccountThreatsFile
{
    public static SynthFile Write() =>
        SynthFile.Terraform(
            "threats.tf",
            Hcl.Body(
                $$"""
                variable "enable_guardduty" {
                  description = "Enable GuardDuty. Each environment sends notifications of its findings."
                  type        = bool

                  # A region can have one detector: set this to false if the account already has it, or if an organization manages it. It costs
                  # about 1.50 USD a month per vCPU of the tasks, and a few USD for the account's logs. The first 30 days are free.
                  default = true
                }

                resource "aws_guardduty_detector" "main" {
                  count  = var.enable_guardduty ? 1 : 0
                  enable = true
                }

                # A new detector has these plans enabled, and each costs extra: scans of volumes, EKS, Lambda, logins to databases and data events of
                # S3. To use one, remove it from this list.
                resource "aws_guardduty_detector_feature" "off" {
                  for_each = toset(var.enable_guardduty ? [
                    "EBS_MALWARE_PROTECTION",
                    "EKS_AUDIT_LOGS",
                    "LAMBDA_NETWORK_LOGS",
                    "RDS_LOGIN_EVENTS",
                    "S3_DATA_EVENTS",
                  ] : [])
                  detector_id = aws_guardduty_detector.main[0].id
                  name        = each.key
                  status      = "DISABLED"
                }

                # AWS adds an agent to each task when it starts, and an interface endpoint to the VPC.
                resource "aws_guardduty_detector_feature" "runtime_monitoring" {
                  count       = var.enable_guardduty ? 1 : 0
                  detector_id = aws_guardduty_detector.main[0].id
                  name        = "RUNTIME_MONITORING"
                  status      = "ENABLED"

                  additional_configuration {
                    name   = "ECS_FARGATE_AGENT_MANAGEMENT"
                    status = "ENABLED"
                  }

                  # AWS also returns the agents for EC2 and EKS, which are not managed here.
                  lifecycle {
                    ignore_changes = [additional_configuration]
                  }
                }
                """
            )
        );
}
