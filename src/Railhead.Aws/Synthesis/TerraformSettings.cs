namespace Railhead.Aws;

/// <summary>The <c>terraform</c> block: versions and the state.</summary>
static class TerraformSettings
{
    /// <param name="key">Of the state in the bucket.</param>
    /// <param name="region">Of the bucket.</param>
    /// <param name="backendNote">A comment above the backend: where the bucket's name comes from.</param>
    public static HclBody Body(string key, string region, string backendNote) =>
        Hcl.Body(
            $$"""
            terraform {
              # 1.11 introduced write-only arguments, which keep passwords out of the state.
              required_version = {{$">= {TerraformBinary.Minimum}"}}

              required_providers {
                # Only versions that Railhead's tests have run.
                aws = {
                  source  = "hashicorp/aws"
                  version = "~> 5.100"
                }
              }

              {{Hcl.Comment(backendNote)}}
              backend "s3" {
                key          = {{key}}
                region       = {{region}}
                encrypt      = true
                use_lockfile = true
              }
            }
            """
        );
}
