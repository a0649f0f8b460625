# An environment logs the events of tasks that stopped unexpectedly. An account can have ten policies of this kind.
resource "aws_cloudwatch_log_resource_policy" "events" {
  policy_name     = "railhead-events"
  policy_document = data.aws_iam_policy_document.events.json
}

data "aws_iam_policy_document" "events" {
  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:${local.region}:${local.account_id}:log-group:/aws/events/*:*"]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com", "delivery.logs.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:events:${local.region}:${local.account_id}:rule/*"]
    }
  }
}
