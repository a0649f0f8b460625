# Resources that an account needs once per region, however many apps and environments it runs: the state bucket, threat
# detection and cost allocation tags. Every app has the same copy of this folder and shares its state, so any app may apply it.
# If the account already has one of these, turn it off with a variable in a file of your own, such as account.auto.tfvars.
# Keep that file the same in all apps.
terraform {
  # 1.11 introduced write-only arguments, which keep passwords out of the state.
  required_version = ">= 1.11"

  required_providers {
    # Only versions that Railhead's tests have run.
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }

  # The bucket is the one in state.tf. The first time, "railhead bootstrap" applies with a local state and then moves it there:
  #   terraform init -migrate-state -backend-config=../ENVIRONMENT/backend.hcl
  backend "s3" {
    key          = "account/terraform.tfstate"
    region       = "eu-west-1"
    encrypt      = true
    use_lockfile = true
  }
}

provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = {
      managed-by = "railhead"
    }
  }
}

data "aws_caller_identity" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  region     = "eu-west-1"
}
