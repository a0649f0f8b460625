namespace Railhead.Aws;

/// <summary><c>account/terraform.tf</c>: what an account has once, for all apps and environments in a region.</summary>
static class AccountTerraformFile
{
    public static SynthFile Write(string region) =>
        SynthFile.Terraform(
            "terraform.tf",
            Hcl.Body(
                $$"""
                # What an account has once, whatever number of apps and environments live in it: the bucket for their states, detection of threats,
                # and what bills are split by. It depends on the region only: every app's copy of this folder is the same and has the same state,
                # so any of them may apply it. What the account has already is switched off with the variables, in a file of your own such as
                # account.auto.tfvars; keep that file equal in all apps, too.
                terraform {
                  required_version = ">= 1.11"

                  required_providers {
                    aws = {
                      source  = "hashicorp/aws"
                      version = ">= 5.100, < 7.0"
                    }
                  }

                  # In the bucket that this folder makes. The first time, "railhead bootstrap" applies with a state on disk and then moves it:
                  #   terraform init -migrate-state -backend-config=../ENVIRONMENT/backend.hcl
                  backend "s3" {
                    key          = "account/terraform.tfstate"
                    region       = {{region}}
                    encrypt      = true
                    use_lockfile = true
                  }
                }

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
