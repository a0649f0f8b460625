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
    key          = "shop/staging/terraform.tfstate"
    region       = "eu-west-1"
    encrypt      = true
    use_lockfile = true
  }
}

provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = local.tags
  }
}

data "aws_caller_identity" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  region     = "eu-west-1"

  # On every resource. Bills and budgets know them once they are cost allocation tags (infrastructure/account).
  tags = {
    app          = "shop"
    environment  = "staging"
    system       = "shop-staging"
    "managed-by" = "railhead"
  }
}

variable "protect" {
  description = "Whether what holds data refuses to be deleted: deletion protection, buckets and repositories that are not empty."
  type        = bool
  default     = false
}
