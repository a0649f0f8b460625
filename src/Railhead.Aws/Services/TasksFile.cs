using System.Globalization;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>tasks.tf</c>: the task definitions, as templates for the pipeline and as the placeholder of the first start.</summary>
static class TasksFile
{
    /// <summary>Placeholder for values that only the build knows.</summary>
    public const string FromBuild = "set by the build";

    /// <summary>Path in the app's image of the certificate authorities of RDS.</summary>
    public const string DatabaseCertificates = "/etc/ssl/rds.pem";

    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform(
            "tasks.tf",
            Settings(architecture),
            Logging(architecture),
            TaskContainers.Write(architecture),
            Definition(architecture),
            Templates(architecture),
            PlaceholderTask.Body(architecture)
        );

    static HclBody Settings(Architecture architecture)
    {
        var task = architecture.Services.TaskDefinition;
        return Hcl.Body(
            $$"""
            locals {
              # Environment of the app. The build replaces "set by the build" in each release.
              app_environment = {
                {{Hcl.Each(Environment(architecture), item => Hcl.Body($"{Key(item.Name)} = {item.Value}"), apart: false)}}
              }

              # Secrets that ECS reads when a task starts: the secret's ARN and the field of its JSON.
              app_secrets = {
                {{Hcl.Each(task.Contract.Where(variable => variable.Source == VariableSource.Secret), variable =>
                    Hcl.Body($"{Key(variable.Name)} = {Field(variable)}"), apart: false)}}
                {{Hcl.Each(task.Secrets, name => Hcl.Body($"{Key(name)} = {Hcl.Ref($"aws_secretsmanager_secret.app[\"{name}\"].arn")}"), apart: false)}}
              }
            }
            """
        );
    }

    /// <summary>The contract overrides the blueprint, the blueprint overrides the defaults.</summary>
    static List<(string Name, HclExpression Value)> Environment(Architecture architecture)
    {
        var variables = new SortedDictionary<string, HclExpression>(StringComparer.Ordinal)
        {
            // The only writable folder.
            ["HOME"] = Hcl.Text($"{"/tmp"}"),
            [ContractVariables.TemporaryFolder] = Hcl.Text($"{"/tmp"}"),
            [ContractVariables.HostName] = Hcl.Text($"{ContractVariables.EveryAddress}"),
            ["LANG"] = Hcl.Text($"{"C.UTF-8"}"),
        };
        foreach (var (name, value) in ContractVariables.OfFrameworks)
        {
            variables[name] = Hcl.Text($"{value}");
        }

        if (architecture.Database is not null)
        {
            variables["PGSSLMODE"] = Hcl.Text($"{"verify-full"}");
        }

        foreach (var (name, value) in architecture.Services.TaskDefinition.Environment)
        {
            variables[name] = Hcl.Text($"{value}");
        }

        variables[ContractVariables.Port] = Hcl.Text($"{WellKnownPorts.App}");
        variables[ContractVariables.Region] = Addresses.Region;
        variables[ContractVariables.Revision] = Hcl.Text($"{FromBuild}");
        foreach (var bucket in architecture.Storage.Buckets.Where(bucket => ContractVariables.OfBucket(bucket) != ContractVariables.Bucket))
        {
            variables[ContractVariables.OfBucket(bucket)] = Addresses.Bucket(bucket.Key);
        }

        if (architecture.Database is { Replicas: > 0 } database)
        {
            variables[ContractVariables.ReplicaHost] = new("join(\",\", sort(values(aws_db_instance.replica)[*].address))");
            variables[ContractVariables.ReplicaPort] = Hcl.Text($"{Number(database.Port)}");
        }

        return variables.Select(variable => (variable.Key, variable.Value)).ToList();
    }

    static HclBody Logging(Architecture architecture)
    {
        string[] groups = [LogGroups.App, LogGroups.Nginx, .. architecture.Services.ReleaseTask is null ? [] : new[] { LogGroups.Release }];
        return Hcl.Body(
            $$"""
            locals {
              task_log_groups = {
                {{Hcl.Each(groups, group => Hcl.Body($"{Key(group)} = {Addresses.LogGroup(group)}"), apart: false)}}
              }

              task_logs = {
                for name, group in local.task_log_groups : name => {
                  logDriver = "awslogs"
                  options   = { awslogs-group = group, awslogs-region = local.region, awslogs-stream-prefix = "task" }
                }
              }
            }
            """
        );
    }

    static HclBody Definition(Architecture architecture)
    {
        var task = architecture.Services.TaskDefinition;
        return Hcl.Body(
            $$"""
            locals {
              task_definition = {
                family                  = {{task.Family}}
                networkMode             = "awsvpc"
                requiresCompatibilities = ["FARGATE"]
                cpu                     = {{Number(task.Cpu)}}
                memory                  = {{Number(task.Memory)}}
                runtimePlatform         = { cpuArchitecture = {{task.CpuArchitecture}}, operatingSystemFamily = "LINUX" }
                taskRoleArn             = {{Addresses.Role(RoleKeys.Task)}}
                executionRoleArn        = {{Addresses.Role(RoleKeys.Execution)}}
                volumes                 = {{Hcl.List(
                task.Containers.SelectMany(TaskContainers.Volumes).Select(volume => Hcl.Object(("name", Hcl.Text($"{volume.Name}"))))
            )}}
                containerDefinitions    = [local.containers.app, local.containers.nginx]
              }
              {{(architecture.Services.ReleaseTask is { } release ? Release(architecture, release) : HclBody.Empty)}}
            }
            """
        );
    }

    static HclBody Release(Architecture architecture, ReleaseTask release) =>
        Hcl.Body(
            $$"""

            # The release command, once per deployment: only the app container, because nginx would never exit.
            release_task_definition = merge(local.task_definition, {
              family = {{release.Family}}

              containerDefinitions = [merge(local.containers.app, {
                entryPoint       = ["/bin/sh", "-euc"]
                command          = [{{$"{TaskContainers.DatabaseUrlLine(architecture, "\n")}{release.Command}"}}]
                environment      = [for variable in local.containers.app.environment : variable if variable.name != "PORT"]
                portMappings     = []
                logConfiguration = {{TaskContainers.Logs(LogGroups.Release)}}
              })]
            })
            """
        );

    static HclBody Templates(Architecture architecture) =>
        Hcl.Body(
            $$"""
            # Templates for the pipeline: a change takes effect with the next release, and an apply never restarts tasks. Parameter Store takes 8 kB;
            # a larger template is compressed, and pipeline/build.sh reads both forms.
            {{Template(architecture, "task-definition")}}

            {{Hcl.When(architecture.Services.ReleaseTask is not null, () => Template(architecture, "release-task-definition"))}}
            """
        );

    static HclBody Template(Architecture architecture, string what)
    {
        var text = Hcl.Ref($"local.{Hcl.Name(what)}_json");
        return Hcl.Body(
            $$"""
            locals {
              # Parameter Store reads two braces as a reference to another parameter, so the second one is written as "\u007b".
              {{Hcl.Identifier($"{Hcl.Name(what)}_json")}} = replace(jsonencode({{Hcl.Ref(
                $"local.{Hcl.Name(what)}"
            )}}), {{"{{"}}, "{\\u007b")
            }

            resource "aws_ssm_parameter" {{Hcl.Name(what)}} {
              name  = {{architecture.Parameter(what)}}
              type  = "String"
              tier  = "Intelligent-Tiering"
              value = length({{text}}) <= 7900 ? {{text}} : base64gzip({{text}})

              lifecycle {
                precondition {
                  condition     = length({{text}}) <= 7900 || length(base64gzip({{text}})) <= 8192
                  error_message = "The task definition exceeds the 8 kB limit of Parameter Store, although it is compressed. Shorten env in railhead.yaml, or move large values into files of the app."
                }

                precondition {
                  condition     = length({{text}}) <= 65536
                  error_message = "The task definition exceeds the 64 kB limit of ECS. Shorten env in railhead.yaml, or move large values into files of the app."
                }
              }
            }
            """
        );
    }

    static HclExpression Field(ContractVariable variable) =>
        Hcl.Text($"{Hcl.Ref($"aws_secretsmanager_secret.{Hcl.Name(variable.Secret!)}.arn")}:{variable.Field!}::");

    /// <summary>A variable's name as a key: the blueprint's parser accepts identifiers only, and HCL reserves some of them.</summary>
    static HclExpression Key(string name) =>
        name is "null" or "true" or "false" or "for" or "if" ? Hcl.Text($"{name}") : Hcl.Identifier(name);

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
