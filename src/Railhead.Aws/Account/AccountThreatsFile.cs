namespace Railhead.Aws;

/// <summary><c>account/threats.tf</c>: GuardDuty, with runtime monitoring of tasks.</summary>
static class AccountThreatsFile
{
    public static SynthFile Write() =>
        SynthFile.Terraform(
            "threats.tf",
            Hcl.Body(
                $$"""
                variable "guardduty" {
                  description = "Whether GuardDuty is switched on; the environments tell what it finds."
                  type        = bool

                  # A region has one detector: false where the account has it already, or an organization's administrator manages it. Costs about
                  # 1.50 USD a month for each vCPU that tasks use, and a few USD for the account's logs; the first 30 days are free.
                  default = true
                }

                resource "aws_guardduty_detector" "main" {
                  count  = var.guardduty ? 1 : 0
                  enable = true
                }

                # An agent beside each task, added by AWS when the task starts, and an interface endpoint that AWS makes in the VPC.
                resource "aws_guardduty_detector_feature" "runtime_monitoring" {
                  count       = var.guardduty ? 1 : 0
                  detector_id = aws_guardduty_detector.main[0].id
                  name        = "RUNTIME_MONITORING"
                  status      = "ENABLED"

                  additional_configuration {
                    name   = "ECS_FARGATE_AGENT_MANAGEMENT"
                    status = "ENABLED"
                  }

                  # AWS answers with the agents for EC2 and EKS as well, which are left as they are.
                  lifecycle {
                    ignore_changes = [additional_configuration]
                  }
                }
                """
            )
        );
}
