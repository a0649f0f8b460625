# Database, backups, buckets, secrets, images. Services use it by the rights of whoever asks them: a role without
# "kms:Decrypt" on it reads none of these. A key is 1 USD a month.
resource "aws_kms_key" "data" {
  description             = "shop staging: database, buckets, secrets"
  deletion_window_in_days = 7
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.key_data.json
}

resource "aws_kms_alias" "data" {
  name          = "alias/shop-staging-data"
  target_key_id = aws_kms_key.data.key_id
}

data "aws_iam_policy_document" "key_data" {
  # Leaves the decision to IAM policies, as for other resources. Without it nobody could change the key any more.
  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${local.account_id}:root"]
    }
  }
}

# CloudWatch Logs uses this one by itself, so it has a key of its own and cannot read data.
resource "aws_kms_key" "logs" {
  description             = "shop staging: logs"
  deletion_window_in_days = 7
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.key_logs.json
}

resource "aws_kms_alias" "logs" {
  name          = "alias/shop-staging-logs"
  target_key_id = aws_kms_key.logs.key_id
}

data "aws_iam_policy_document" "key_logs" {
  # Leaves the decision to IAM policies, as for other resources. Without it nobody could change the key any more.
  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${local.account_id}:root"]
    }
  }

  statement {
    sid       = "Logs"
    actions   = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["logs.eu-west-1.amazonaws.com"]
    }

    # For log groups of this account only.
    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["arn:aws:logs:eu-west-1:${local.account_id}:log-group:*"]
    }
  }
}

# Services that publish to the topic need the key, and AWS's own key for SNS cannot be given to them.
resource "aws_kms_key" "notifications" {
  description             = "shop staging: notifications"
  deletion_window_in_days = 7
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.key_notifications.json
}

resource "aws_kms_alias" "notifications" {
  name          = "alias/shop-staging-notifications"
  target_key_id = aws_kms_key.notifications.key_id
}

data "aws_iam_policy_document" "key_notifications" {
  # Leaves the decision to IAM policies, as for other resources. Without it nobody could change the key any more.
  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${local.account_id}:root"]
    }
  }

  statement {
    sid       = "Alarms"
    actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "kms:EncryptionContext:aws:sns:topicArn"
      values   = ["arn:aws:sns:eu-west-1:${local.account_id}:shop-staging-alarms"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
  }

  # These do not tell KMS whom they work for (with EventBridge such a condition stops delivery): the topic's policy does that part.
  statement {
    sid       = "Events"
    actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
    resources = ["*"]

    principals {
      type = "Service"
      identifiers = [
        "events.amazonaws.com",
        "costalerts.amazonaws.com",
        "codestar-notifications.amazonaws.com",
        "events.rds.amazonaws.com",
      ]
    }

    condition {
      test     = "StringEquals"
      variable = "kms:EncryptionContext:aws:sns:topicArn"
      values   = ["arn:aws:sns:eu-west-1:${local.account_id}:shop-staging-alarms"]
    }
  }
}
