using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>promotion.tf</c>: the releases of another environment start the pipeline.</summary>
static class PromotionFile
{
    /// <summary>The pipeline's variable that names the commit to deploy.</summary>
    public const string Commit = "COMMIT";

    /// <summary>Its value for the newest release.</summary>
    public const string Newest = "newest";

    public static IEnumerable<SynthFile> Write(Architecture architecture) =>
        architecture.Pipeline.From is { } from ? [SynthFile.Terraform("promotion.tf", Trigger(from))] : [];

    /// <summary>The pipeline's variable.</summary>
    public static HclBody Variable() =>
        Hcl.Body(
            $$"""
            variable {
              name          = {{Commit}}
              default_value = {{Newest}}
              description   = "The commit to deploy, which one of the two environments has released before: its whole hash."
            }
            """
        );

    static HclBody Trigger(Promotion from) =>
        Hcl.Body(
            $$"""
            # "deploy.from" in railhead.yaml: each success of this pipeline starts the one in pipeline.tf, which deploys the commit of the
            # newest success. So a lost or late event loses nothing.
            resource "aws_cloudwatch_event_rule" "promotion" {
              name        = {{from.Rule}}
              description = {{$"Starts the pipeline when {from.Environment} has released a commit."}}
              event_pattern = jsonencode({
                source      = ["aws.codepipeline"]
                detail-type = ["CodePipeline Pipeline Execution State Change"]
                detail = {
                  pipeline = [{{from.Pipeline}}]
                  state    = ["SUCCEEDED"]
                }
              })
            }

            resource "aws_cloudwatch_event_target" "promotion" {
              rule      = aws_cloudwatch_event_rule.promotion.name
              target_id = "pipeline"
              arn       = aws_codepipeline.main.arn
              role_arn  = {{Addresses.Role(RoleKeys.Promotion)}}

              depends_on = [aws_iam_role_policy.promotion]
            }
            """
        );
}
