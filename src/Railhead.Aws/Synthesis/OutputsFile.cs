using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>outputs.tf</c>: addresses and names that people and scripts ask for; no secrets.</summary>
static class OutputsFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform(
            "outputs.tf",
            Output(
                "url",
                "Where clients find the app.",
                architecture.LoadBalancing.Domain is { } domain
                    ? Hcl.Text($"https://{domain}")
                    : Hcl.Text($"http://{Hcl.Ref("aws_lb.main.dns_name")}")
            ),
            Output("load_balancer", "DNS name of the load balancer.", Hcl.Ref("aws_lb.main.dns_name")),
            Output("cluster", "ECS cluster, and the service in it.", Hcl.Ref("aws_ecs_cluster.main.name")),
            Hcl.Each(
                architecture.Services.Repositories,
                repository =>
                    Output(
                        $"{repository.Key}_repository",
                        $"Where the pipeline pushes images of {repository.Key}.",
                        Hcl.Ref($"aws_ecr_repository.{Hcl.Name(repository.Key)}.repository_url")
                    )
            ),
            Hcl.Each(
                architecture.Storage.Buckets,
                bucket => Output($"bucket_{Hcl.Name(bucket.Key)}", $"The app's bucket \"{bucket.Key}\".", Addresses.Bucket(bucket.Key))
            ),
            Hcl.When(
                architecture.Database is not null,
                () => Output("database", "Address of the database, reachable from tasks only.", Hcl.Ref("aws_db_instance.main.address"))
            ),
            Hcl.When(
                architecture.Database?.ReplicaIdentifiers.Count > 0,
                () =>
                    Output(
                        "database_replicas",
                        "Addresses of the read replicas.",
                        new HclExpression("values(aws_db_instance.replica)[*].address")
                    )
            ),
            Output(
                "pipeline",
                "What a push does, step by step.",
                Hcl.Text(
                    $"https://{architecture.Network.Region}.console.aws.amazon.com/codesuite/codepipeline/pipelines/{architecture.Pipeline.Name}/view"
                )
            ),
            Output("repository", "Where the pipeline takes the code from.", Hcl.Ref("var.repository")),
            Output(
                "github_connection_status",
                "PENDING until a person confirms it in the console.",
                Hcl.Ref("aws_codestarconnections_connection.github.connection_status")
            ),
            Output(
                "github_connection_url",
                "Where to confirm it.",
                Hcl.Text(
                    $"https://{architecture.Network.Region}.console.aws.amazon.com/codesuite/settings/{Addresses.AccountId}/{architecture.Network.Region}/connections"
                )
            ),
            Output(
                "dashboard",
                "The system at a glance.",
                Hcl.Text(
                    $"https://{architecture.Network.Region}.console.aws.amazon.com/cloudwatch/home?region={architecture.Network.Region}#dashboards/dashboard/{architecture.Observability.Dashboard.Name}"
                )
            )
        );

    static HclBody Output(string name, string description, HclExpression value) =>
        Hcl.Body(
            $$"""
            output {{name}} {
              description = {{description}}
              value       = {{value}}
            }
            """
        );
}
