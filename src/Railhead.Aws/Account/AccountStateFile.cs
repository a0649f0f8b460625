namespace Railhead.Aws;

/// <summary><c>account/state.tf</c>: the bucket that holds the Terraform state of all apps and environments of a region.</summary>
static class AccountStateFile
{
    public static SynthFile Write(string region) =>
        SynthFile.Terraform(
            "state.tf",
            Hcl.Body(
                $$"""
                resource "aws_s3_bucket" "state" {
                  bucket = {{Hcl.Text($"railhead-state-{region}-{Addresses.AccountId}")}}

                  # Without its state Terraform knows nothing of what it made.
                  lifecycle {
                    prevent_destroy = true
                  }
                }

                # The way back from a state that was damaged or overwritten.
                resource "aws_s3_bucket_versioning" "state" {
                  bucket = aws_s3_bucket.state.id

                  versioning_configuration {
                    status = "Enabled"
                  }
                }

                # S3's own keys: no secret value is in a state, a KMS key would cost 1 USD a month, and its loss would be the loss of every state.
                resource "aws_s3_bucket_server_side_encryption_configuration" "state" {
                  bucket = aws_s3_bucket.state.id

                  rule {
                    apply_server_side_encryption_by_default {
                      sse_algorithm = "AES256"
                    }
                  }
                }

                resource "aws_s3_bucket_public_access_block" "state" {
                  bucket                  = aws_s3_bucket.state.id
                  block_public_acls       = true
                  block_public_policy     = true
                  ignore_public_acls      = true
                  restrict_public_buckets = true
                }

                resource "aws_s3_bucket_ownership_controls" "state" {
                  bucket = aws_s3_bucket.state.id

                  rule {
                    object_ownership = "BucketOwnerEnforced"
                  }
                }

                data "aws_iam_policy_document" "state" {
                  statement {
                    sid       = "TlsOnly"
                    effect    = "Deny"
                    actions   = ["s3:*"]
                    resources = [aws_s3_bucket.state.arn, {{Hcl.Text($"{Hcl.Ref("aws_s3_bucket.state.arn")}/*")}}]

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

                resource "aws_s3_bucket_policy" "state" {
                  bucket = aws_s3_bucket.state.id
                  policy = data.aws_iam_policy_document.state.json

                  depends_on = [aws_s3_bucket_public_access_block.state]
                }

                # A version for each change and two for each lock. Old ones go after a year, and so do the marks of locks that were deleted.
                resource "aws_s3_bucket_lifecycle_configuration" "state" {
                  bucket = aws_s3_bucket.state.id

                  rule {
                    id     = "tidy"
                    status = "Enabled"

                    filter {}

                    noncurrent_version_expiration {
                      noncurrent_days = 365
                    }

                    expiration {
                      expired_object_delete_marker = true
                    }

                    abort_incomplete_multipart_upload {
                      days_after_initiation = 7
                    }
                  }

                  depends_on = [aws_s3_bucket_versioning.state]
                }

                output "state_bucket" {
                  description = "Where the states of all apps and environments in this region are."
                  value       = aws_s3_bucket.state.bucket
                }
                """
            )
        );
}
