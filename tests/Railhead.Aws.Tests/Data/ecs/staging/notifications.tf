resource "aws_sns_topic" "alarms" {
  name = "shop-staging-alarms"

  # Needs its own key: CloudWatch cannot publish to a topic encrypted with alias/aws/sns, and only the alarm's history shows the failure.
  kms_master_key_id = aws_kms_key.notifications.arn
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.alarms_topic.json
}

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
      values   = ["arn:aws:cloudwatch:${local.region}:${local.account_id}:alarm:*"]
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
}

locals {
  # Events that send a notification: the event pattern, the values to take from the event, and the message with "<name>" for a value.
  notified_events = {
    # Ignores the first execution, which AWS starts itself before anybody can confirm the connection to GitHub.
    pipeline_failed = {
      name        = "shop-staging-pipeline-failed"
      description = "A pipeline execution failed."
      pattern = jsonencode({
        source      = ["aws.codepipeline"]
        detail-type = ["CodePipeline Pipeline Execution State Change"]
        detail = {
          pipeline = ["shop-staging"]
          state    = ["FAILED"]
          execution-trigger = {
            trigger-type = [{ anything-but = ["CreatePipeline"] }, { exists = false }]
          }
        }
      })
      values = {
        execution = "$.detail.execution-id"
      }
      message = "shop staging: pipeline execution <execution> failed. The previous release keeps serving. https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/shop-staging/view"
    }

    deployment_failed = {
      name        = "shop-staging-deployment-failed"
      description = "A deployment failed."
      pattern = jsonencode({
        source      = ["aws.ecs"]
        detail-type = ["ECS Deployment State Change"]
        resources   = [aws_ecs_service.main.id]
        detail = {
          eventName = ["SERVICE_DEPLOYMENT_FAILED"]
        }
      })
      values = {
        deployment = "$.detail.deploymentId"
        reason     = "$.detail.reason"
      }
      message = "shop staging: deployment <deployment> failed. Traffic stays with the previous release, or returns to it. <reason> https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/shop-staging/services/shop-staging/deployments?region=eu-west-1"
    }

    # ECS reports a rollback as a deployment in progress; only the reason tells the two apart.
    deployment_stopped = {
      name        = "shop-staging-deployment-stopped"
      description = "A deployment is being taken back."
      pattern = jsonencode({
        source      = ["aws.ecs"]
        detail-type = ["ECS Deployment State Change"]
        resources   = [aws_ecs_service.main.id]
        detail = {
          eventName = ["SERVICE_DEPLOYMENT_IN_PROGRESS"]
          reason    = [{ wildcard = "*rolling back*" }]
        }
      })
      values = {
        deployment = "$.detail.deploymentId"
        reason     = "$.detail.reason"
      }
      message = "shop staging: deployment <deployment> is being taken back, after an alarm or because its tasks do not start. The previous release serves again. <reason> https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/shop-staging/services/shop-staging/deployments?region=eu-west-1"
    }

    database_event = {
      name        = "shop-staging-database-event"
      description = "The database failed over, failed, or is running out of storage."
      pattern = jsonencode({
        source      = ["aws.rds"]
        detail-type = ["RDS DB Instance Event"]
        detail = {
          SourceIdentifier = ["shop-staging-db"]
          EventCategories  = ["failover", "failure", "low storage"]
        }
      })
      values = {
        database = "$.detail.SourceIdentifier"
        message  = "$.detail.Message"
      }
      message = "shop staging: database <database>: <message>"
    }

    # For basic scanning. Critical findings also stop the pipeline. A severity without findings has no count, and is empty in the message.
    image_finding = {
      name        = "shop-staging-image-finding"
      description = "A scan found a serious vulnerability in an image."
      pattern = jsonencode({
        source      = ["aws.ecr"]
        detail-type = ["ECR Image Scan"]
        detail = {
          repository-name = ["shop/staging/app", "shop/staging/nginx"]
          scan-status     = ["COMPLETE"]
          "$or" = [
            { finding-severity-counts = { CRITICAL = [{ numeric = [">", 0] }] } },
            { finding-severity-counts = { HIGH = [{ numeric = [">", 0] }] } },
          ]
        }
      })
      values = {
        repository = "$.detail.repository-name"
        digest     = "$.detail.image-digest"
        critical   = "$.detail.finding-severity-counts.CRITICAL"
        high       = "$.detail.finding-severity-counts.HIGH"
      }
      message = "shop staging: the scan of an image in <repository> found vulnerabilities (critical: <critical>, high: <high>). Image: <digest>"
    }

    # Medium severity and higher, for this cluster and for resources that are not ECS clusters. infrastructure/account enables GuardDuty.
    threat_finding = {
      name        = "shop-staging-threat-finding"
      description = "GuardDuty reported a possible attack."
      pattern = jsonencode({
        source      = ["aws.guardduty"]
        detail-type = ["GuardDuty Finding"]
        detail = {
          severity = [{ numeric = [">=", 4] }]
          resource = {
            ecsClusterDetails = {
              name = [aws_ecs_cluster.main.name, { exists = false }]
            }
          }
        }
      })
      values = {
        type     = "$.detail.type"
        severity = "$.detail.severity"
        title    = "$.detail.title"
        id       = "$.detail.id"
      }
      message = "shop staging: GuardDuty finding, severity <severity> of 10: <title> (<type>). https://eu-west-1.console.aws.amazon.com/guardduty/home#/findings?search=id%3D<id>"
    }
  }
}

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
    input_template = "\"${each.value.message}\""
  }
}

# A crash loop stops many tasks, so these events go into a log, and one alarm counts them (alarms.tf). infrastructure/account lets
# EventBridge write into logs; without it, only the log is missing.
# Only the service's tasks: the task of a release command always ends by itself. Deployments, scaling and Spot interruptions are expected.
resource "aws_cloudwatch_event_rule" "task_stopped" {
  name        = "shop-staging-task-stopped"
  description = "A task stopped unexpectedly."
  event_pattern = jsonencode({
    source      = ["aws.ecs"]
    detail-type = ["ECS Task State Change"]
    detail = {
      clusterArn = [aws_ecs_cluster.main.arn]
      group      = ["service:shop-staging"]
      lastStatus = ["STOPPED"]
      "$or" = [
        { stopCode = ["EssentialContainerExited", "TaskFailedToStart"] },
        { stoppedReason = [{ prefix = "Task failed" }] },
      ]
    }
  })
}

resource "aws_cloudwatch_event_target" "task_stopped" {
  rule      = aws_cloudwatch_event_rule.task_stopped.name
  target_id = "log"
  arn       = aws_cloudwatch_log_group.events.arn
}
