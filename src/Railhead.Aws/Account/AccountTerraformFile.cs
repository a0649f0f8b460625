namespace Railhead.Aws;

/// <summary><c>account/terraform.tf</c>: what an account has once, for all apps and environments in a region.</summary>
static class AccountTerraformFile
{
    public static SynthFile Write(string region) =>
        SynthFile.Terraform(
            "terraform.tf",
            Hcl.Body(
                $$"""
                # Resources that an account needs once per region, however many apps and environments it runs: the state bucket, threat
                # detection and cost allocation tags. Every app has the same copy of this folder and shares its state, so any app may apply it.
                # If the account already has one of these, turn it off with a variable in a file of your own, such as account.auto.tfvars.
                # Keep that file the same in all apps.
                {{TerraformSettings.Body(
                    "account/terraform.tfstate",
                    region,
                    """
                    The bucket is the one in state.tf. The first time, "railhead bootstrap" applies with a local state and then moves it there:
                      terraform init -migrate-state -backend-config=../ENVIRONMENT/backend.hcl
                    """
                )}}

                provider "aws" {
                  region = {{region}}

                  default_tags {
                    tags = {
                      managed-by = "railhead"
                    }
                  }
                }

                data "aws_caller_identity" "current" {}

                locals {
                  account_id = data.aws_caller_identity.current.account_id
                  region     = {{region}}
                }
                """
            )
        );
}
