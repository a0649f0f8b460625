using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>outputs.tf</c>: addresses and names for people and scripts; no secrets.</summary>
static class OutputsFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform(
            "outputs.tf",
            Output(
                "url",
                "Address of the app.",
                architecture.LoadBalancing.Domain is { } domain
                    ? Hcl.Text($"https://{domain}")
                    : Hcl.Text($"http://{Hcl.Ref("aws_lb.main.dns_name")}")
            ),
            Output("load_balancer", "DNS name of the load balancer.", Hcl.Ref("aws_lb.main.dns_name")),
            Output("cluster", "Name of the ECS cluster, and of the service in it.", Hcl.Ref("aws_ecs_cluster.main.name")),
            Hcl.Each(
                architecture.Services.Repositories,
                repository =>
                    Output(
                        $"{repository.Key}_repository",
                        $"Repository of the {repository.Key} images.",
                        Hcl.Ref($"aws_ecr_repository.{Hcl.Name(repository.Key)}.repository_url")
                    )
            ),
            Hcl.Each(
                architecture.Storage.Buckets,
                bucket =>
                    Output($"bucket_{Hcl.Name(bucket.Key)}", $"Name of the app's \"{bucket.Key}\" bucket.", Addresses.Bucket(bucket.Key))
            ),
            Hcl.When(
                architecture.Database is not null,
                () => Output("database", "Address of the database. Only tasks can reach it.", Hcl.Ref("aws_db_instance.main.address"))
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
            Output("pipeline", "The pipeline in the console.", Hcl.Text($"{ConsoleLinks.Pipeline(architecture)}")),
            Output("repository", "GitHub repository that the pipeline deploys.", Hcl.Ref("var.repository")),
            Output("github_connection_url", "Console page for confirming the GitHub connection.", ConsoleLinks.Connections(architecture)),
            Output("dashboard", "The CloudWatch dashboard.", Hcl.Text($"{ConsoleLinks.Dashboard(architecture)}"))
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
