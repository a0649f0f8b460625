using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>terraform.tf</c>: versions, state, providers, variables.</summary>
static class TerraformFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform("terraform.tf", Settings(architecture), Providers(architecture), Values(architecture), Variables(architecture));

    /// <summary>Whether anything lives in a second region.</summary>
    public static string? CopyRegion(Architecture architecture) =>
        architecture.Storage.Buckets.Select(bucket => bucket.Replication?.Region).FirstOrDefault(region => region is not null)
        ?? architecture.Database?.BackupCopyRegion;

    static HclBody Settings(Architecture architecture) =>
        Hcl.Body(
            $$"""
            terraform {
              # Values that must not be in the state are ephemeral or write-only, which came with 1.11.
              required_version = ">= 1.11"

              required_providers {
                aws = {
                  source  = "hashicorp/aws"
                  version = ">= 5.100, < 7.0"
                }
              }

              # The bucket is named in backend.hcl, because its name contains the account:
              #   terraform init -backend-config=backend.hcl
              # "railhead bootstrap" makes the bucket and the file. The lock is a file beside the state.
              backend "s3" {
                key          = {{$"{architecture.App}/{architecture.Environment}/terraform.tfstate"}}
                region       = {{architecture.Network.Region}}
                encrypt      = true
                use_lockfile = true
              }
            }
            """
        );

    static HclBody Providers(Architecture architecture) =>
        Hcl.Body(
            $$"""
        provider "aws" {
          region = {{architecture.Network.Region}}

          default_tags {
            tags = local.tags
          }
        }

        {{Hcl.When(CopyRegion(architecture) is not null, () => Hcl.Body($$"""
            # Where copies go that must outlive a region.
            provider "aws" {
              alias  = "copy"
              region = {{CopyRegion(architecture)}}

              default_tags {
                tags = local.tags
              }
            }
            """))}}
        """
        );

    static HclBody Values(Architecture architecture) =>
        Hcl.Body(
            $$"""
            data "aws_caller_identity" "current" {}

            locals {
              account_id = data.aws_caller_identity.current.account_id
              region     = {{architecture.Network.Region}}

              # On every resource. Bills and budgets know them once they are cost allocation tags (infrastructure/account).
              tags = {{architecture.Cost.Tags}}
            }
            """
        );

    static HclBody Variables(Architecture architecture) =>
        Hcl.Body(
            $$"""
            variable "protect" {
              description = "Whether what holds data refuses to be deleted: deletion protection, buckets and repositories that are not empty."
              type        = bool
              default     = {{architecture.Tier == Tier.Production}}
            }
            """
        );
}
