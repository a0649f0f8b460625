# "deploy.from" in railhead.yaml: each success of this pipeline starts the one in pipeline.tf, which deploys the commit of the
# newest success. So a lost or late event loses nothing.
resource "aws_cloudwatch_event_rule" "promotion" {
  name        = "shop-production-promotion"
  description = "Starts the pipeline when staging has released a commit."
  event_pattern = jsonencode({
    source      = ["aws.codepipeline"]
    detail-type = ["CodePipeline Pipeline Execution State Change"]
    detail = {
      pipeline = ["shop-staging"]
      state    = ["SUCCEEDED"]
    }
  })
}

resource "aws_cloudwatch_event_target" "promotion" {
  rule      = aws_cloudwatch_event_rule.promotion.name
  target_id = "pipeline"
  arn       = aws_codepipeline.main.arn
  role_arn  = aws_iam_role.promotion.arn

  depends_on = [aws_iam_role_policy.promotion]
}
