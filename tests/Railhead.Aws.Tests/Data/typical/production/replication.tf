resource "aws_s3_bucket" "files_copy" {
  provider      = aws.copy
  bucket        = "shop-production-files-copy-${local.account_id}"
  force_destroy = !var.protect
}

resource "aws_s3_bucket_versioning" "files_copy" {
  provider = aws.copy
  bucket   = aws_s3_bucket.files_copy.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "files_copy" {
  provider = aws.copy
  bucket   = aws_s3_bucket.files_copy.id

  rule {
    # A key per bucket under the KMS key: S3 asks KMS about 99 % less, at 0.03 USD per 10 000 requests.
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.copy.arn
    }
  }
}

# Lifecycles are not replicated. What is copied is in its class already.
resource "aws_s3_bucket_lifecycle_configuration" "files_copy" {
  provider = aws.copy
  bucket   = aws_s3_bucket.files_copy.id

  rule {
    id     = "tidy"
    status = "Enabled"

    filter {}

    # A marker of a deletion goes when the last version behind it has gone.
    expiration {
      expired_object_delete_marker = true
    }

    noncurrent_version_expiration {
      noncurrent_days = 90
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.files_copy]
}

# Within minutes, from now on: objects from before are copied by S3 Batch Replication, once and by hand.
resource "aws_s3_bucket_replication_configuration" "files" {
  bucket = aws_s3_bucket.files.id
  role   = aws_iam_role.replication.arn

  rule {
    id     = "copy"
    status = "Enabled"

    filter {}

    # Deletions too: the copy is for a lost region. What was deleted by mistake is in older versions, on both sides.
    delete_marker_replication {
      status = "Enabled"
    }

    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }

    destination {
      bucket        = aws_s3_bucket.files_copy.arn
      storage_class = "STANDARD_IA"

      encryption_configuration {
        replica_kms_key_id = aws_kms_key.copy.arn
      }
    }
  }

  depends_on = [
    aws_s3_bucket_versioning.files,
    aws_s3_bucket_versioning.files_copy,
  ]
}

locals {
  copies = {
    files = aws_s3_bucket.files_copy
  }
}

resource "aws_s3_bucket_public_access_block" "copy" {
  for_each                = local.copies
  provider                = aws.copy
  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# ACLs are off: policies alone decide, and every object belongs to the account.
resource "aws_s3_bucket_ownership_controls" "copy" {
  for_each = local.copies
  provider = aws.copy
  bucket   = each.value.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

data "aws_iam_policy_document" "bucket_copy" {
  for_each = local.copies

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [each.value.arn, "${each.value.arn}/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "copy" {
  for_each = local.copies
  provider = aws.copy
  bucket   = each.value.id
  policy   = data.aws_iam_policy_document.bucket_copy[each.key].json

  depends_on = [aws_s3_bucket_public_access_block.copy]
}
