using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>replication.tf</c>: copies of the app's buckets in a second region.</summary>
static class ReplicationFile
{
    static readonly HclBody Copy = Hcl.Body($"provider = aws.copy");

    /// <summary>Null: nothing is copied.</summary>
    public static SynthFile? Write(Architecture architecture)
    {
        var buckets = architecture.Storage.Buckets.Where(bucket => bucket.Replication is not null).ToList();
        return buckets.Count == 0 ? null : SynthFile.Terraform("replication.tf", Hcl.Each(buckets, Bucket), Common(buckets));
    }

    static HclBody Bucket(Bucket bucket)
    {
        string name = Hcl.Name(bucket.Key),
            copy = Hcl.Name(BucketNames.Copy(bucket.Key));
        var replication = bucket.Replication!;
        return Hcl.Body(
            $$"""
            resource "aws_s3_bucket" {{copy}} {
              provider      = aws.copy
              bucket        = {{Addresses.WithAccount(replication.GlobalName)}}
              force_destroy = !var.protect
            }

            {{BucketParts.Versioning(copy, copy, Copy)}}

            {{BucketParts.Encryption(copy, copy, Addresses.Key(EncryptionKeys.Copy), Copy)}}

            # Lifecycles are not replicated. What is copied is in its class already.
            {{BucketParts.Lifecycle(
                copy,
                copy,
                bucket with
                {
                    Lifecycle = bucket.Lifecycle.Select(rule => rule with { Transitions = [] }).ToList(),
                },
                Copy
            )}}

            # Within minutes, from now on: objects from before are copied by S3 Batch Replication, once and by hand.
            resource "aws_s3_bucket_replication_configuration" {{name}} {
              bucket = {{Addresses.Bucket(bucket.Key)}}
              role   = {{Addresses.Role(RoleKeys.Replication)}}

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
                  bucket        = {{Hcl.Ref($"aws_s3_bucket.{copy}.arn")}}
                  storage_class = {{replication.StorageClass}}

                  encryption_configuration {
                    replica_kms_key_id = {{Addresses.Key(EncryptionKeys.Copy)}}
                  }
                }
              }

              depends_on = [
                {{Hcl.Ref($"aws_s3_bucket_versioning.{name}")}},
                {{Hcl.Ref($"aws_s3_bucket_versioning.{copy}")}},
              ]
            }
            """
        );
    }

    static HclBody Common(IReadOnlyList<Bucket> buckets) =>
        Hcl.Body(
            $$"""
            locals {
              copies = {
                {{Hcl.Each(
                buckets,
                bucket =>
                    Hcl.Body($"{Hcl.Ref(Hcl.Name(bucket.Key))} = {Hcl.Ref($"aws_s3_bucket.{Hcl.Name(BucketNames.Copy(bucket.Key))}")}"),
                apart: false
            )}}
              }
            }

            {{BucketParts.Closed(new HclExpression("local.copies"), "copy", Copy)}}

            resource "aws_s3_bucket_policy" "copy" {
              for_each = local.copies
              provider = aws.copy
              bucket   = each.value.id
              policy   = data.aws_iam_policy_document.bucket_copy[each.key].json

              depends_on = [aws_s3_bucket_public_access_block.copy]
            }
            """
        );
}
