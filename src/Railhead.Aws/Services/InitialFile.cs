using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The first revision of the task definition, which answers until the first release does.</summary>
static class InitialFile
{
    public static HclBody Body(Architecture architecture)
    {
        var code = architecture.LoadBalancing.HealthCheck.Matcher.Split(',', '-')[0];
        return Hcl.Body(
            $$"""
            # A service needs something to start, and the registry is empty: until the first release, a small public image answers every
            # request. The same containers, ports, roles and network; no secrets, which may have no value yet.
            resource "aws_ecs_task_definition" "initial" {
              family                   = local.task_definition.family
              network_mode             = local.task_definition.networkMode
              requires_compatibilities = local.task_definition.requiresCompatibilities
              cpu                      = local.task_definition.cpu
              memory                   = local.task_definition.memory
              task_role_arn            = local.task_definition.taskRoleArn
              execution_role_arn       = local.task_definition.executionRoleArn

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
                  image      = "public.ecr.aws/docker/library/python:3.13-alpine"
                  entryPoint = ["python3", "-c", file("${path.module}/docker/initial/server.py")]
                  command    = [tostring(container.portMappings[0].containerPort), {{code}}]
                }
              )])
            }
            """
        );
    }

    /// <summary>The program that answers.</summary>
    public static SynthFile Server { get; } =
        new(
            "docker/initial/server.py",
            """
            # Answers until the first release: every path with the status code that the load balancer's health check wants.
            # Usage: server.py PORT CODE
            import http.server
            import signal
            import sys

            CODE = int(sys.argv[2])
            BODY = b"Nothing has been released here yet. Push, and it will be.\n"


            class Answer(http.server.BaseHTTPRequestHandler):
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


            # The first process of a container gets no default for a signal.
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
            http.server.ThreadingHTTPServer(("", int(sys.argv[1])), Answer).serve_forever()

            """
        );
}
