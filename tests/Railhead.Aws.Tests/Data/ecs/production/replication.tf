resource "aws_s3_bucket" "files_copy" {
  provider      = aws.copy
  bucket        = "shop-production-files-copy-${local.account_id}"
  force_destroy = !var.deletion_protection
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
    # A bucket key reduces requests to KMS, which cost 0.03 USD per 10,000, by about 99 %.
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.copy.arn
    }
  }
}

# S3 does not replicate lifecycle rules. Copies have their storage class from the start, so there are no transitions.
resource "aws_s3_bucket_lifecycle_configuration" "files_copy" {
  provider = aws.copy
  bucket   = aws_s3_bucket.files_copy.id

  rule {
    id     = "tidy"
    status = "Enabled"

    filter {}

    # Removes a delete marker when its last version has expired.
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

# Replicates new objects within minutes. Run S3 Batch Replication once, by hand, for objects that existed before.
resource "aws_s3_bucket_replication_configuration" "files" {
  bucket = aws_s3_bucket.files.id
  role   = aws_iam_role.replication.arn

  rule {
    id     = "copy"
    status = "Enabled"

    filter {}

    # Replicates deletions, too: the copy protects against the loss of a region. Older versions, on both sides, protect
    # against deletion by mistake.
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
    aws_iam_role_policy.replication,
  ]
}

locals {
  bucket_copies = {
    files = aws_s3_bucket.files_copy
  }
}

resource "aws_s3_bucket_public_access_block" "copy" {
  for_each                = local.bucket_copies
  provider                = aws.copy
  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# Disables ACLs: only policies grant access, and the account owns every object.
resource "aws_s3_bucket_ownership_controls" "copy" {
  for_each = local.bucket_copies
  provider = aws.copy
  bucket   = each.value.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

data "aws_iam_policy_document" "bucket_copy" {
  for_each = local.bucket_copies

  statement {
    sid       = "DenyInsecureTransport"
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
  for_each = local.bucket_copies
  provider = aws.copy
  bucket   = each.value.id
  policy   = data.aws_iam_policy_document.bucket_copy[each.key].json

  depends_on = [aws_s3_bucket_public_access_block.copy]
}
