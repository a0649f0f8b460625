namespace Railhead.Aws;

/// <summary><c>account/registry.tf</c>: image scanning of the region's registry.</summary>
static class AccountRegistryFile
{
    public static SynthFile Write() =>
        SynthFile.Terraform(
            "registry.tf",
            Hcl.Body(
                $$"""
                variable "scan_all_repositories" {
                  description = "Scan every image that is pushed to any repository of the region, not only those of Railhead's apps."
                  type        = bool

                  # The apps' repositories enable scanning themselves. A registry has one scanning configuration, which true replaces: it would turn
                  # off enhanced scanning (Amazon Inspector) if the account uses it.
                  default = false
                }

                resource "aws_ecr_registry_scanning_configuration" "main" {
                  count     = var.scan_all_repositories ? 1 : 0
                  scan_type = "BASIC"

                  rule {
                    scan_frequency = "SCAN_ON_PUSH"

                    repository_filter {
                      filter      = "*"
                      filter_type = "WILDCARD"
                    }
                  }
                }
                """
            )
        );
}
