terraform {
  # 1.11 introduced write-only arguments, which keep passwords out of the state.
  required_version = ">= 1.11"

  required_providers {
    # The first version with canary and linear deployments of ECS. Railhead's tests hold this folder against its schema.
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.21"
    }
  }

  # backend.hcl names the bucket, because the bucket's name contains the account:
  #   terraform init -backend-config=backend.hcl
  # "railhead bootstrap" creates both. The lock is a file beside the state.
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

  # On every resource. Bills and budgets can use them once they are cost allocation tags (infrastructure/account).
  tags = {
    app          = "shop"
    environment  = "staging"
    system       = "shop-staging"
    "managed-by" = "railhead"
  }
}

variable "deletion_protection" {
  description = "Protect resources that hold data from deletion: load balancer, database, and buckets and repositories that are not empty."
  type        = bool
  default     = false
}
