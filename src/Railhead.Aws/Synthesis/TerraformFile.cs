using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>terraform.tf</c>: versions, state, providers and variables.</summary>
static class TerraformFile
{
    /// <summary>The variable that protects resources with data.</summary>
    public const string DeletionProtection = "deletion_protection";

    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform("terraform.tf", Settings(architecture), Providers(architecture), Values(architecture), Variables(architecture));

    static HclBody Settings(Architecture architecture) =>
        TerraformSettings.Body(
            $"{architecture.App}/{architecture.Environment}/terraform.tfstate",
            architecture.Network.Region,
            """
            backend.hcl names the bucket, because the bucket's name contains the account:
              terraform init -backend-config=backend.hcl
            "railhead bootstrap" creates both. The lock is a file beside the state.
            """,
            architecture.Pipeline.Engine
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

        {{Hcl.When(architecture.CopyRegion is not null, () => Hcl.Body($$"""
            # The second region, for copies that must survive the loss of the first.
            provider "aws" {
              alias  = "copy"
              region = {{architecture.CopyRegion}}

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

              # On every resource. Bills and budgets can use them once they are cost allocation tags (infrastructure/account).
              tags = {{architecture.Cost.Tags}}
            }
            """
        );

    static HclBody Variables(Architecture architecture) =>
        Hcl.Body(
            $$"""
            variable {{DeletionProtection}} {
              description = "Protect resources that hold data from deletion: load balancer, database, and buckets and repositories that are not empty."
              type        = bool
              default     = {{architecture.Tier == Tier.Production}}
            }
            """
        );
}
