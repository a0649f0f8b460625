using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>storage.tf</c>: the app's buckets, and those for pipeline artifacts and access logs.</summary>
static class StorageFile
{
    public static SynthFile Write(Architecture architecture)
    {
        var storage = architecture.Storage;
        // The state bucket belongs to the account, not to the environment.
        var buckets = storage.Buckets.Concat(storage.Own.Where(bucket => bucket.Key != BucketNames.State)).ToList();
        return SynthFile.Terraform(
            "storage.tf",
            Hcl.Each(buckets, bucket => Bucket(storage, bucket)),
            Common(buckets),
            AccessLogs(architecture),
            ServerLogs(storage)
        );
    }

    static HclBody Bucket(Storage storage, Bucket bucket)
    {
        var name = Hcl.Name(bucket.Key);
        return Hcl.Body(
            $$"""
            {{Hcl.Comment(bucket.Key switch
            {
                BucketNames.Artifacts => "Artifacts that the pipeline passes between its stages.",
                BucketNames.AccessLogs => "Access logs of the load balancer and of the app's buckets.",
                _ => $"The app's \"{bucket.Key}\" bucket.",
            })}}
            resource "aws_s3_bucket" {{name}} {
              bucket        = {{Addresses.WithAccount(bucket.GlobalName)}}
              force_destroy = !var.deletion_protection
            }

            {{Hcl.When(bucket.Versioning, () => BucketParts.Versioning(name, name, HclBody.Empty))}}

            {{(bucket.Encryption == BucketEncryption.Kms
                ? BucketParts.Encryption(name, name, Addresses.Key(EncryptionKeys.Data), HclBody.Empty)
                : BucketParts.PlainEncryption(name, "An exception: log delivery supports S3-managed keys only."))}}

            {{BucketParts.Lifecycle(name, name, bucket, HclBody.Empty)}}
            """
        );
    }

    static HclBody Common(IReadOnlyList<Bucket> buckets) =>
        Hcl.Body(
            $$"""
            locals {
              buckets = {
                {{Hcl.Each(
                buckets,
                bucket => Hcl.Body($"{Hcl.Ref(Hcl.Name(bucket.Key))} = {Hcl.Ref($"aws_s3_bucket.{Hcl.Name(bucket.Key)}")}"),
                apart: false
            )}}
              }
            }

            {{BucketParts.Closed("main", new HclExpression("local.buckets"), HclBody.Empty)}}

            {{BucketParts.Policy(
                "main",
                new HclExpression($"{{ for name, bucket in local.buckets : name => bucket if name != \"{Hcl.Name(BucketNames.AccessLogs)}\" }}"),
                HclBody.Empty
            )}}
            """
        );

    static HclBody AccessLogs(Architecture architecture)
    {
        var name = Hcl.Name(BucketNames.AccessLogs);
        var objects = Hcl.Ref($"aws_s3_bucket.{name}.arn");
        return Hcl.Body(
            $$"""
            resource "aws_s3_bucket_policy" {{name}} {
              bucket = {{Addresses.Bucket(BucketNames.AccessLogs)}}
              policy = {{Hcl.Ref($"data.aws_iam_policy_document.{name}.json")}}

              depends_on = [aws_s3_bucket_public_access_block.main]
            }

            data "aws_iam_policy_document" {{name}} {
              source_policy_documents = [data.aws_iam_policy_document.bucket[{{name}}].json]

              # This service principal works in every region; the Elastic Load Balancing accounts are the older way. The account in the path
              # keeps load balancers of other accounts out.
              statement {
                sid       = "LoadBalancer"
                actions   = ["s3:PutObject"]
                resources = [{{Hcl.Text($"{objects}/{architecture.LoadBalancing.AccessLogs.Prefix}/AWSLogs/{Addresses.AccountId}/*")}}]

                principals {
                  type        = "Service"
                  identifiers = ["logdelivery.elasticloadbalancing.amazonaws.com"]
                }
              }

              {{Hcl.Each(architecture.Storage.Buckets, bucket => ServerLogsOf(bucket, objects))}}
            }
            """
        );
    }

    static HclBody ServerLogsOf(Bucket bucket, HclExpression objects) =>
        Hcl.Body(
            $$"""
            statement {
              sid       = {{$"Bucket{string.Concat(bucket.Key.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]))}"}}
              actions   = ["s3:PutObject"]
              resources = [{{Hcl.Text($"{objects}/s3/{Hcl.Name(bucket.Key)}/*")}}]

              principals {
                type        = "Service"
                identifiers = ["logging.s3.amazonaws.com"]
              }

              condition {
                test     = "StringEquals"
                variable = "aws:SourceAccount"
                values   = [{{Addresses.AccountId}}]
              }

              condition {
                test     = "ArnLike"
                variable = "aws:SourceArn"
                values   = [{{Hcl.Ref($"aws_s3_bucket.{Hcl.Name(bucket.Key)}.arn")}}]
              }
            }
            """
        );

    static HclBody ServerLogs(Storage storage) =>
        Hcl.Body(
            $$"""
            # Access logs of the app's buckets. They cost only their storage, and the lifecycle rules delete them.
            resource "aws_s3_bucket_logging" "main" {
              for_each      = { for name, bucket in local.buckets : name => bucket if contains({{storage.Buckets.Select(bucket =>
                Hcl.Name(bucket.Key)
            )}}, name) }
              bucket        = each.value.id
              target_bucket = {{Addresses.Bucket(BucketNames.AccessLogs)}}
              target_prefix = {{Hcl.Text($"s3/{Hcl.Ref("each.key")}/")}}

              depends_on = [{{Hcl.Ref($"aws_s3_bucket_policy.{Hcl.Name(BucketNames.AccessLogs)}")}}]
            }
            """
        );
}
