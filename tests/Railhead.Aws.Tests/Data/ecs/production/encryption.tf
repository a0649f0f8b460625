# For database, backups, buckets, secrets and images. Services use it with the permissions of their caller: a role without
# "kms:Decrypt" on this key cannot read any of these. A key costs 1 USD a month.
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
  # Lets IAM policies grant access, as for other resources. Without this statement nobody could manage the key.
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

# For CloudWatch Logs. The service uses this key by itself, so it is separate from the key for data.
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
  # Lets IAM policies grant access, as for other resources. Without this statement nobody could manage the key.
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
    sid = "Logs"
    actions = [
      "kms:Encrypt",
      "kms:Decrypt",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
      "kms:GenerateDataKey",
      "kms:GenerateDataKeyWithoutPlaintext",
      "kms:DescribeKey",
    ]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["logs.${local.region}.amazonaws.com"]
    }

    # Only for log groups of this account.
    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["arn:aws:logs:${local.region}:${local.account_id}:log-group:*"]
    }
  }
}

# For the notification topic. Services that publish to it need access to the key, which AWS's own key for SNS cannot grant.
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
  # Lets IAM policies grant access, as for other resources. Without this statement nobody could manage the key.
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
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "kms:EncryptionContext:aws:sns:topicArn"
      values   = ["arn:aws:sns:${local.region}:${local.account_id}:shop-production-alarms"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
  }

  # EventBridge does not send its rule to KMS: a condition on the account stops delivery. The topic's policy checks the rule instead.
  statement {
    sid       = "Events"
    actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "kms:EncryptionContext:aws:sns:topicArn"
      values   = ["arn:aws:sns:${local.region}:${local.account_id}:shop-production-alarms"]
    }
  }
}

# For copies in the second region: with a key of this region, they would be lost together with it.
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
  # Lets IAM policies grant access, as for other resources. Without this statement nobody could manage the key.
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
