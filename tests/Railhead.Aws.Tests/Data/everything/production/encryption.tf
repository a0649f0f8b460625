# Database, backups, buckets, secrets, images. Services use it by the rights of whoever asks them: a role without
# "kms:Decrypt" on it reads none of these. A key is 1 USD a month.
resource "aws_kms_key" "data" {
  description             = "shop production: database, buckets, secrets"
  deletion_window_in_days = 30
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.key_data.json
}

resource "aws_kms_alias" "data" {
  name          = "alias/shop-production-data"
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
  description             = "shop production: logs"
  deletion_window_in_days = 30
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.key_logs.json
}

resource "aws_kms_alias" "logs" {
  name          = "alias/shop-production-logs"
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
      identifiers = ["logs.eu-central-1.amazonaws.com"]
    }

    # For log groups of this account only.
    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["arn:aws:logs:eu-central-1:${local.account_id}:log-group:*"]
    }
  }
}

# Services that publish to the topic need the key, and AWS's own key for SNS cannot be given to them.
resource "aws_kms_key" "notifications" {
  description             = "shop production: notifications"
  deletion_window_in_days = 30
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.key_notifications.json
}

resource "aws_kms_alias" "notifications" {
  name          = "alias/shop-production-notifications"
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
      values   = ["arn:aws:sns:eu-central-1:${local.account_id}:shop-production-alarms"]
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
      values   = ["arn:aws:sns:eu-central-1:${local.account_id}:shop-production-alarms"]
    }
  }
}

# Copies are encrypted with a key of their own region, or they would be lost with this one.
resource "aws_kms_key" "copy" {
  provider                = aws.copy
  description             = "shop production: copies in a second region"
  deletion_window_in_days = 30
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.key_copy.json
}

resource "aws_kms_alias" "copy" {
  provider      = aws.copy
  name          = "alias/shop-production-copy"
  target_key_id = aws_kms_key.copy.key_id
}

data "aws_iam_policy_document" "key_copy" {
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
