namespace Railhead.Aws;

/// <summary><c>account/registry.tf</c>: how the region's registry scans images.</summary>
static class AccountRegistryFile
{
    public static SynthFile Write() =>
        SynthFile.Terraform(
            "registry.tf",
            Hcl.Body(
                $$"""
                variable "scan_images" {
                  description = "Whether every repository of the region scans what is pushed to it, not only those of Railhead's apps."
                  type        = bool

                  # The apps' repositories ask for it themselves. A registry has one configuration and AWS replaces it without asking: true would end
                  # enhanced scanning (Amazon Inspector) where the account has it.
                  default = false
                }

                resource "aws_ecr_registry_scanning_configuration" "main" {
                  count     = var.scan_images ? 1 : 0
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
