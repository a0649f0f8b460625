using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The placeholder that answers until the first release.</summary>
static class PlaceholderTask
{
    public const string Image = "public.ecr.aws/docker/library/python:3.13-alpine";

    public static HclBody Body(Architecture architecture)
    {
        var code = architecture.LoadBalancing.HealthCheck.Matcher.Split(',', '-')[0];
        return Hcl.Body(
            $$"""
            # The service needs a task definition before the first release, when the repositories are still empty. This one uses the same
            # containers, ports, roles and network, but a public image that answers every request, and no secrets, which may not have values yet.
            resource "aws_ecs_task_definition" "placeholder" {
              family                   = local.task_definition.family
              network_mode             = local.task_definition.networkMode
              requires_compatibilities = local.task_definition.requiresCompatibilities
              cpu                      = local.task_definition.cpu
              memory                   = local.task_definition.memory
              task_role_arn            = {{Addresses.Role(RoleKeys.Task)}}
              execution_role_arn       = {{Addresses.Role(RoleKeys.Execution)}}

              runtime_platform {
                cpu_architecture        = local.task_definition.runtimePlatform.cpuArchitecture
                operating_system_family = local.task_definition.runtimePlatform.operatingSystemFamily
              }

              dynamic "volume" {
                for_each = local.task_definition.volumes

                content {
                  name = volume.value.name
                }
              }

              container_definitions = jsonencode([for container in local.task_definition.containerDefinitions : merge(
                { for name, value in container : name => value if !contains(["secrets", "environment", "healthCheck"], name) },
                {
                  image      = {{Image}}
                  entryPoint = ["python3", "-c", file("${path.module}/docker/placeholder/server.py")]
                  command    = [tostring(container.portMappings[0].containerPort), {{code}}]
                }
              )])
            }
            """
        );
    }

    /// <summary>The program in it.</summary>
    public static SynthFile Server { get; } =
        new(
            "docker/placeholder/server.py",
            """
            # Answers until the first release: every path, with the status code that the load balancer's health check expects.
            # Usage: server.py PORT CODE
            import http.server
            import signal
            import sys

            CODE = int(sys.argv[2])
            BODY = b"Nothing has been deployed here yet. Push a commit to deploy it.\n"


            class Handler(http.server.BaseHTTPRequestHandler):
                protocol_version = "HTTP/1.1"

                def do_GET(self):
                    body = b"" if CODE in (204, 304) else BODY
                    self.send_response(CODE)
                    self.send_header("Content-Type", "text/plain; charset=utf-8")
                    if CODE not in (204, 304):
                        self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    if self.command != "HEAD":
                        self.wfile.write(body)

                do_HEAD = do_GET

                def log_message(self, *arguments):
                    pass


            # The first process of a container has no default signal handlers.
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
            http.server.ThreadingHTTPServer(("", int(sys.argv[1])), Handler).serve_forever()

            """
        );
}
