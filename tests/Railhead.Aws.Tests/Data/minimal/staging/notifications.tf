resource "aws_sns_topic" "alarms" {
  name = "shop-staging-alarms"

  # A key of our own: CloudWatch cannot publish to a topic that alias/aws/sns encrypts, and says so nowhere but in the alarm's history.
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
      values   = [local.account_id]
    }
  }
}

locals {
  # What people are told beside alarms: the event, what is taken from it, and the sentence. "<name>" in it is a value.
  told_events = {
    # All but the first run, which AWS starts by itself, before anybody can have confirmed the connection to GitHub.
    pipeline_failed = {
      name        = "shop-staging-pipeline-failed"
      description = "A run of the pipeline failed."
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
      message = "shop staging: run <execution> of the pipeline failed. What serves is as it was. https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/shop-staging/view"
    }

    deployment_failed = {
      name        = "shop-staging-deployment-failed"
      description = "A deployment failed."
      pattern = jsonencode({
        source      = ["aws.codedeploy"]
        detail-type = ["CodeDeploy Deployment State-change Notification"]
        detail = {
          application = ["shop-staging"]
          state       = ["FAILURE"]
        }
      })
      values = {
        deployment = "$.detail.deploymentId"
      }
      message = "shop staging: deployment <deployment> failed. Traffic stays with, or goes back to, what served before. https://eu-west-1.console.aws.amazon.com/codesuite/codedeploy/deployments/<deployment>"
    }

    # CodeDeploy has no event for going back: what an alarm takes back is stopped first.
    deployment_stopped = {
      name        = "shop-staging-deployment-stopped"
      description = "A deployment was stopped, by an alarm or by hand."
      pattern = jsonencode({
        source      = ["aws.codedeploy"]
        detail-type = ["CodeDeploy Deployment State-change Notification"]
        detail = {
          application = ["shop-staging"]
          state       = ["STOP"]
        }
      })
      values = {
        deployment = "$.detail.deploymentId"
      }
      message = "shop staging: deployment <deployment> was stopped: by an alarm, and then CodeDeploy goes back to what served before, or by hand. https://eu-west-1.console.aws.amazon.com/codesuite/codedeploy/deployments/<deployment>"
    }

    # The service's tasks only: a release command's task ends by itself each time. Ends of deployments, scaling and Spot are not unexpected.
    task_stopped = {
      name        = "shop-staging-task-stopped"
      description = "A task ended that nobody had stopped."
      pattern = jsonencode({
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
      values = {
        task   = "$.detail.taskArn"
        zone   = "$.detail.availabilityZone"
        reason = "$.detail.stoppedReason"
      }
      message = "shop staging: a task in <zone> stopped by itself: <reason>. ECS starts another. <task>"
    }

    database_event = {
      name        = "shop-staging-database-event"
      description = "The database failed over, failed, or runs out of storage."
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

    # Basic scanning. Critical findings stop the pipeline as well.
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
        counts     = "$.detail.finding-severity-counts"
      }
      message = "shop staging: the scan of an image in <repository> found vulnerabilities: <counts>. Image <digest>"
    }

    # Medium and worse, of this cluster and of whatever in the account is no cluster. GuardDuty is switched on in infrastructure/account.
    threat_finding = {
      name        = "shop-staging-threat-finding"
      description = "GuardDuty saw something that looks like an attack."
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
      message = "shop staging: GuardDuty, severity <severity> of 10: <title> (<type>). https://eu-west-1.console.aws.amazon.com/guardduty/home#/findings?search=id%3D<id>"
    }
  }
}

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
    input_template = "\"${each.value.message}\""
  }
}
