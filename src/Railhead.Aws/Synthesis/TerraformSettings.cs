using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The <c>terraform</c> block: versions and the state.</summary>
static class TerraformSettings
{
    /// <param name="key">Of the state in the bucket.</param>
    /// <param name="region">Of the bucket.</param>
    /// <param name="backendNote">A comment above the backend: where the bucket's name comes from.</param>
    /// <param name="engine">What moves the traffic: only version 6 of the provider has ECS's own deployments.</param>
    public static HclBody Body(string key, string region, string backendNote, DeploymentEngine engine = DeploymentEngine.Codedeploy) =>
        Hcl.Body(
            $$"""
            terraform {
              # 1.11 introduced write-only arguments, which keep passwords out of the state.
              required_version = {{$">= {TerraformBinary.Minimum}"}}

              required_providers {
                {{Hcl.Comment(
                    engine == DeploymentEngine.Ecs
                        ? "The first version with canary and linear deployments of ECS. Railhead's tests hold this folder against its schema."
                        : "Only versions that Railhead's tests have run."
                )}}
                aws = {
                  source  = "hashicorp/aws"
                  version = {{(engine == DeploymentEngine.Ecs ? "~> 6.21" : "~> 5.100")}}
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
