using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>replication.tf</c>: replication of the app's buckets to a second region.</summary>
static class ReplicationFile
{
    static readonly HclBody Copy = Hcl.Body($"provider = aws.copy");

    /// <summary>Null: no bucket is replicated.</summary>
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
              force_destroy = !var.deletion_protection
            }

            {{BucketParts.Versioning(copy, copy, Copy)}}

            {{BucketParts.Encryption(copy, copy, Addresses.Key(EncryptionKeys.Copy), Copy)}}

            # S3 does not replicate lifecycle rules. Copies have their storage class from the start, so there are no transitions.
            {{BucketParts.Lifecycle(
                copy,
                copy,
                bucket with
                {
                    Lifecycle = bucket.Lifecycle.Select(rule => rule with { Transitions = [] }).ToList(),
                },
                Copy
            )}}

            # Replicates new objects within minutes. Run S3 Batch Replication once, by hand, for objects that existed before.
            resource "aws_s3_bucket_replication_configuration" {{name}} {
              bucket = {{Addresses.Bucket(bucket.Key)}}
              role   = {{Addresses.Role(RoleKeys.Replication)}}

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
                aws_iam_role_policy.replication,
              ]
            }
            """
        );
    }

    static HclBody Common(IReadOnlyList<Bucket> buckets) =>
        Hcl.Body(
            $$"""
            locals {
              bucket_copies = {
                {{Hcl.Each(
                buckets,
                bucket =>
                    Hcl.Body($"{Hcl.Ref(Hcl.Name(bucket.Key))} = {Hcl.Ref($"aws_s3_bucket.{Hcl.Name(BucketNames.Copy(bucket.Key))}")}"),
                apart: false
            )}}
              }
            }

            {{BucketParts.Closed("copy", new HclExpression("local.bucket_copies"), Copy)}}

            {{BucketParts.Policy("copy", new HclExpression("local.bucket_copies"), Copy)}}
            """
        );
}
