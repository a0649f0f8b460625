using System.Globalization;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The containers of <c>tasks.tf</c>: the app, and nginx in front of it.</summary>
static class TaskContainers
{
    public static HclBody Write(Architecture architecture)
    {
        var (app, nginx) = (Container(architecture, "app"), Container(architecture, "nginx"));
        var task = architecture.Services.TaskDefinition;
        return Hcl.Body(
            $$"""
            locals {
              containers = {
                app = {
                  name                   = "app"
                  image                  = {{TasksFile.FromBuild}}
                  essential              = {{app.Essential}}
                  user                   = {{app.User.ToString(CultureInfo.InvariantCulture)}}
                  readonlyRootFilesystem = {{app.ReadOnlyRoot}}

                  {{Hcl.When(architecture.Database is not null, () => Hcl.Comment("""
                      ECS cannot build a URL from the fields of a secret, so the shell does. User and password contain letters, digits and "_" only.
                      """))}}
                  entryPoint = ["/bin/sh", "-c"]
                  command    = {{Start(architecture)}}

                  environment  = [for name, value in local.app_environment : { name = name, value = value }]
                  secrets      = [for name, value in local.app_secrets : { name = name, valueFrom = value }]
                  portMappings = [{ containerPort = {{app.Port}}, protocol = "tcp" }]
                  mountPoints  = {{Mounts(app)}}
                  stopTimeout  = {{task.StopTimeout}}

                  # An init process, so that SIGTERM ends programs without a handler and zombies are reaped.
                  linuxParameters = { initProcessEnabled = true }

                  logConfiguration = {{Logs(LogGroups.App)}}
                }

                # Starts after the app and stops before it, so that it can finish its requests.
                nginx = {
                  name                   = "nginx"
                  image                  = {{TasksFile.FromBuild}}
                  essential              = {{nginx.Essential}}
                  user                   = {{nginx.User.ToString(CultureInfo.InvariantCulture)}}
                  readonlyRootFilesystem = {{nginx.ReadOnlyRoot}}
                  dependsOn              = [{ containerName = "app", condition = "START" }]

                  # Lets a user other than root listen on port 80.
                  systemControls = [{ namespace = "net.ipv4.ip_unprivileged_port_start", value = "0" }]

                  # The load balancer's health checks carry an IP address as host; nginx replaces it with the app's own name.
                  secrets      = [{ name = "LB_ENDPOINT", valueFrom = local.app_secrets.LB_ENDPOINT }]
                  portMappings = [{ containerPort = {{nginx.Port}}, protocol = "tcp" }]
                  mountPoints  = {{Mounts(nginx)}}
                  stopTimeout  = {{task.StopTimeout}}

                  {{(nginx.HealthCheck is { } check ? HealthCheck(check) : HclBody.Empty)}}

                  logConfiguration = {{Logs(LogGroups.Nginx)}}
                }
              }
            }
            """
        );
    }

    /// <summary>Path in the app's image of the script that runs a line which is not a simple command.</summary>
    public const string LineScript = "/usr/local/bin/line";

    /// <summary>Where Rails' Puma writes its pid file: <c>tmp</c> of the image is a link to /tmp, which is empty in a new task.</summary>
    const string PidFolder = "mkdir -p /tmp/pids; ";

    /// <summary>What follows <c>sh -c</c>.</summary>
    static HclExpression Start(Architecture architecture)
    {
        var (start, preparation) = (ShellLine.Of(architecture.Services.TaskDefinition.Start), Preparation(architecture));
        return Hcl.List(
            start.IsSimple
                ? [Hcl.Text($"{$"{preparation}{start.Script}"}")]
                : [Hcl.Text($"{$"{preparation}exec {LineScript} \"$1\""}"), Hcl.Text($"{"start"}"), Hcl.Text($"{start.Text}")]
        );
    }

    /// <summary>What the shell does before the app, or before a one-off command.</summary>
    public static string Preparation(Architecture architecture) => $"{PidFolder}{DatabaseUrlLine(architecture, "; ")}";

    /// <summary>ECS accepts a timeout of 60 seconds at most.</summary>
    static HclBody HealthCheck(ContainerHealthCheck check) =>
        Hcl.Body(
            $$"""
            # Only nginx itself: ECS kills a task that fails it. The load balancer asks the app, and if no task passes, it still sends requests.
            healthCheck = {
              command     = ["CMD", "curl", "--silent", "--fail", "--unix-socket", {{NginxImage.HealthSocket}}, "http://nginx/"]
              interval    = {{check.Interval}}
              timeout     = {{Math.Min(60, check.Timeout)}}
              retries     = {{check.Retries}}
              startPeriod = {{check.StartPeriod}}
            }
            """
        );

    /// <summary>Needs no URL encoding: the parser restricts the names, and the password is generated from letters and digits.</summary>
    public static string DatabaseUrlLine(Architecture architecture, string end) =>
        architecture.Database is null ? ""
        : architecture.Database.Replicas == 0 ? Url(ContractVariables.DatabaseUrl, ContractVariables.DatabaseHost, end)
        : $"{OneReplica}{end}{Url(ContractVariables.DatabaseUrl, ContractVariables.DatabaseHost, end)}"
            + Url(ContractVariables.ReplicaUrl, ContractVariables.ReplicaHost, end);

    static string Url(string name, string host, string end) =>
        $"export {name}=\"postgres://$RDS_USERNAME:$RDS_PASSWORD@${host}:$RDS_PORT/$RDS_DB_NAME?sslmode=verify-full\"{end}";

    /// <summary>Each task reads from one of the replicas, by chance: RDS has no address for all of them.</summary>
    const string OneReplica =
        "export RDS_REPLICA_HOSTNAME=\"$(set -- $(echo \"$RDS_REPLICA_HOSTNAME\" | tr , ' '); "
        + "shift $(($(od -An -N2 -tu2 /dev/urandom) % $#)); echo \"$1\")\"";

    public static IEnumerable<(string Name, string Path)> Volumes(Container container) =>
        container.WritablePaths.Select(path => ($"{container.Name}{path.Replace('/', '-')}", path));

    static HclExpression Mounts(Container container) =>
        Hcl.List(
            Volumes(container)
                .Select(volume =>
                    Hcl.Object(
                        ("sourceVolume", Hcl.Text($"{volume.Name}")),
                        ("containerPath", Hcl.Text($"{volume.Path}")),
                        ("readOnly", new HclExpression("false"))
                    )
                )
        );

    public static HclExpression Logs(string group) => Hcl.Ref($"local.task_logs.{group}");

    static Container Container(Architecture architecture, string name) =>
        architecture.Services.TaskDefinition.Containers.Single(container => container.Name == name);
}
