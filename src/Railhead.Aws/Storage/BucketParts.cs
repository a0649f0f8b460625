using Railhead.Model;

namespace Railhead.Aws;

/// <summary>What buckets and their copies have in common.</summary>
static class BucketParts
{
    /// <param name="name">Of the resource.</param>
    /// <param name="bucket">Of the bucket's resource.</param>
    /// <param name="provider">A line, or empty for the environment's own region.</param>
    public static HclBody Versioning(string name, string bucket, HclBody provider) =>
        Hcl.Body(
            $$"""
            resource "aws_s3_bucket_versioning" {{name}} {
              {{provider}}
              bucket = {{Hcl.Ref($"aws_s3_bucket.{bucket}.id")}}

              versioning_configuration {
                status = "Enabled"
              }
            }
            """
        );

    public static HclBody Encryption(string name, string bucket, HclExpression key, HclBody provider) =>
        Hcl.Body(
            $$"""
            resource "aws_s3_bucket_server_side_encryption_configuration" {{name}} {
              {{provider}}
              bucket = {{Hcl.Ref($"aws_s3_bucket.{bucket}.id")}}

              rule {
                # A key per bucket under the KMS key: S3 asks KMS about 99 % less, at 0.03 USD per 10 000 requests.
                bucket_key_enabled = true

                apply_server_side_encryption_by_default {
                  sse_algorithm     = "aws:kms"
                  kms_master_key_id = {{key}}
                }
              }
            }
            """
        );

    public static HclBody PlainEncryption(string bucket) =>
        Hcl.Body(
            $$"""
            resource "aws_s3_bucket_server_side_encryption_configuration" {{bucket}} {
              bucket = {{Hcl.Ref($"aws_s3_bucket.{bucket}.id")}}

              rule {
                # An exception: log delivery takes no KMS key, only S3's own.
                apply_server_side_encryption_by_default {
                  sse_algorithm = "AES256"
                }
              }
            }
            """
        );

    /// <summary>Nothing public, no ACLs, no request without TLS: the same for every bucket.</summary>
    public static HclBody Closed(HclExpression buckets, string name, HclBody provider) =>
        Hcl.Body(
            $$"""
            resource "aws_s3_bucket_public_access_block" {{name}} {
              for_each                = {{buckets}}
              {{provider}}
              bucket                  = each.value.id
              block_public_acls       = true
              block_public_policy     = true
              ignore_public_acls      = true
              restrict_public_buckets = true
            }

            # ACLs are off: policies alone decide, and every object belongs to the account.
            resource "aws_s3_bucket_ownership_controls" {{name}} {
              for_each = {{buckets}}
              {{provider}}
              bucket   = each.value.id

              rule {
                object_ownership = "BucketOwnerEnforced"
              }
            }

            data "aws_iam_policy_document" {{(name == "main" ? "bucket" : $"bucket_{name}")}} {
              for_each = {{buckets}}

              statement {
                sid       = "TlsOnly"
                effect    = "Deny"
                actions   = ["s3:*"]
                resources = [each.value.arn, {{Hcl.Text($"{Hcl.Ref("each.value.arn")}/*")}}]

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
            """
        );

    public static HclBody Lifecycle(string name, string bucket, Bucket record, HclBody provider) =>
        Hcl.Body(
            $$"""
            resource "aws_s3_bucket_lifecycle_configuration" {{name}} {
              {{provider}}
              bucket = {{Hcl.Ref($"aws_s3_bucket.{bucket}.id")}}

              {{Hcl.Each(record.Lifecycle, rule => Rule(rule, record.Versioning))}}

              {{Hcl.When(record.Versioning, () => Hcl.Body($"depends_on = [{Hcl.Ref($"aws_s3_bucket_versioning.{name}")}]"))}}
            }
            """
        );

    static HclBody Rule(LifecycleRule rule, bool versioning) =>
        Hcl.Body(
            $$"""
        rule {
          id     = {{rule.Id}}
          status = "Enabled"

          {{(rule.Prefix.Length == 0 ? Hcl.Body($"filter {{}}") : Hcl.Body($$"""
              filter {
                prefix = {{rule.Prefix}}
              }
              """))}}

          {{Hcl.Each(rule.Transitions, transition => Hcl.Body($$"""
              # Moves what nobody has read for 30 and 90 days to tiers at a half and a sixth of the price, and back when it is read, at no
              # charge for reading; watching costs 0.0025 USD a month per 1000 objects above 128 KB.
              transition {
                days          = {{transition.Days}}
                storage_class = {{transition.StorageClass}}
              }
              """))}}

          {{Expiration(rule, versioning)}}

          {{Hcl.When(rule.NoncurrentExpireDays is not null, () => Hcl.Body($$"""
              noncurrent_version_expiration {
                noncurrent_days = {{rule.NoncurrentExpireDays!.Value}}
              }
              """))}}

          {{Hcl.When(rule.AbortUploadDays is not null, () => Hcl.Body($$"""
              abort_incomplete_multipart_upload {
                days_after_initiation = {{rule.AbortUploadDays!.Value}}
              }
              """))}}
        }
        """
        );

    /// <summary>S3 takes a number of days or the tidying of delete markers, not both.</summary>
    static HclBody Expiration(LifecycleRule rule, bool versioning) =>
        rule.ExpireDays is { } days
            ? Hcl.Body(
                $$"""
                expiration {
                  days = {{days}}
                }
                """
            )
            : Hcl.When(
                versioning,
                () =>
                    Hcl.Body(
                        $$"""
                        # A marker of a deletion goes when the last version behind it has gone.
                        expiration {
                          expired_object_delete_marker = true
                        }
                        """
                    )
            );
}
