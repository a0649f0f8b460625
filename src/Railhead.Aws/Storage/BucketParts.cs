using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The settings of all buckets: the app's, their copies, and the state's.</summary>
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
                # A bucket key reduces requests to KMS, which cost 0.03 USD per 10,000, by about 99 %.
                bucket_key_enabled = true

                apply_server_side_encryption_by_default {
                  sse_algorithm     = "aws:kms"
                  kms_master_key_id = {{key}}
                }
              }
            }
            """
        );

    /// <summary>S3's own keys, which cost nothing.</summary>
    /// <param name="bucket">Of the bucket's resource.</param>
    /// <param name="why">Why it is not a KMS key: a comment.</param>
    public static HclBody PlainEncryption(string bucket, string why) =>
        Hcl.Body(
            $$"""
            resource "aws_s3_bucket_server_side_encryption_configuration" {{bucket}} {
              bucket = {{Hcl.Ref($"aws_s3_bucket.{bucket}.id")}}

              rule {
                {{Hcl.Comment(why)}}
                apply_server_side_encryption_by_default {
                  sse_algorithm = "AES256"
                }
              }
            }
            """
        );

    /// <summary>No public access, no ACLs, no requests without TLS: the same for every bucket.</summary>
    /// <param name="name">Of the resources.</param>
    /// <param name="buckets">A map of buckets; null: the one bucket of that name.</param>
    /// <param name="provider">A line, or empty for the environment's own region.</param>
    public static HclBody Closed(string name, HclExpression? buckets, HclBody provider)
    {
        var forEach = Hcl.When(buckets is not null, () => Hcl.Body($"for_each = {buckets!.Value}"));
        var bucket = buckets is null ? $"aws_s3_bucket.{name}" : "each.value";
        return Hcl.Body(
            $$"""
            resource "aws_s3_bucket_public_access_block" {{name}} {
              {{forEach}}
              {{provider}}
              bucket                  = {{Hcl.Ref($"{bucket}.id")}}
              block_public_acls       = true
              block_public_policy     = true
              ignore_public_acls      = true
              restrict_public_buckets = true
            }

            # Disables ACLs: only policies grant access, and the account owns every object.
            resource "aws_s3_bucket_ownership_controls" {{name}} {
              {{forEach}}
              {{provider}}
              bucket = {{Hcl.Ref($"{bucket}.id")}}

              rule {
                object_ownership = "BucketOwnerEnforced"
              }
            }

            data "aws_iam_policy_document" {{PolicyName(name)}} {
              {{forEach}}

              statement {
                sid       = "DenyInsecureTransport"
                effect    = "Deny"
                actions   = ["s3:*"]
                resources = [{{Hcl.Ref($"{bucket}.arn")}}, {{Hcl.Text($"{Hcl.Ref($"{bucket}.arn")}/*")}}]

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
    }

    /// <summary>Attaches the policy of <see cref="Closed"/>.</summary>
    public static HclBody Policy(string name, HclExpression? buckets, HclBody provider) =>
        Hcl.Body(
            $$"""
            resource "aws_s3_bucket_policy" {{name}} {
              {{Hcl.When(buckets is not null, () => Hcl.Body($"for_each = {buckets!.Value}"))}}
              {{provider}}
              bucket = {{Hcl.Ref(buckets is null ? $"aws_s3_bucket.{name}.id" : "each.value.id")}}
              policy = {{new HclExpression($"data.aws_iam_policy_document.{PolicyName(name)}{(buckets is null ? "" : "[each.key]")}.json")}}

              depends_on = [{{Hcl.Ref($"aws_s3_bucket_public_access_block.{name}")}}]
            }
            """
        );

    static string PolicyName(string name) => name == "main" ? "bucket" : $"bucket_{name}";

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
              # Moves objects that nobody has read for 30 days to a tier at half the price, after 90 days at a sixth, and back when they are
              # read, without a retrieval charge. Monitoring costs 0.0025 USD a month per 1,000 objects above 128 kB.
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

    /// <summary>S3 accepts either a number of days or the removal of delete markers, not both.</summary>
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
                        # Removes a delete marker when its last version has expired.
                        expiration {
                          expired_object_delete_marker = true
                        }
                        """
                    )
            );
}
