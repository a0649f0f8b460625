using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>account/state.tf</c>: the bucket that holds the Terraform state of all apps and environments of a region.</summary>
static class AccountStateFile
{
    const string Name = BucketNames.State;

    public static SynthFile Write(string region)
    {
        var bucket = StateBucket.Of(region);
        return SynthFile.Terraform(
            "state.tf",
            Hcl.Body(
                $$"""
                resource "aws_s3_bucket" {{Name}} {
                  bucket = {{Addresses.WithAccount(bucket.GlobalName)}}

                  # Without the state, Terraform does not know what it created.
                  lifecycle {
                    prevent_destroy = true
                  }
                }

                # Lets you go back to an earlier state if the current one is damaged or overwritten.
                {{BucketParts.Versioning(Name, Name, HclBody.Empty)}}

                {{BucketParts.PlainEncryption(Name, """
                    S3-managed keys: the state holds no secret values, a KMS key would cost 1 USD a month, and losing that key would lose
                    every state.
                    """)}}

                {{BucketParts.Closed(Name, buckets: null, HclBody.Empty)}}

                {{BucketParts.Policy(Name, buckets: null, HclBody.Empty)}}

                # Every change adds a version of the state, every run two versions of the lock file.
                {{BucketParts.Lifecycle(Name, Name, bucket, HclBody.Empty)}}

                output "state_bucket" {
                  description = "Bucket with the Terraform state of all apps and environments in this region."
                  value       = {{Addresses.Bucket(Name)}}
                }
                """
            )
        );
    }
}
