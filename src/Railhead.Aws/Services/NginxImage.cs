using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>docker/nginx</c>: the image of the nginx that stands before each task's app.</summary>
static class NginxImage
{
    /// <summary>Stands in nginx.conf for a host that is known when the task starts.</summary>
    const string Endpoint = "@LB_ENDPOINT@";

    const string StaticRoot = "/srv/static";

    public static IEnumerable<SynthFile> Write(Architecture architecture)
    {
        var nginx = architecture.Services.TaskDefinition.Containers.Single(container => container.Name == "nginx");
        var hasStatic = architecture.Services.TaskDefinition.Static is not null;
        return
        [
            new("docker/nginx/Dockerfile", Dockerfile(nginx, hasStatic)),
            new(
                "docker/nginx/nginx.conf",
                NginxConfiguration.Write(
                    new NginxSettings
                    {
                        Comment = "The same as on a developer's machine; entrypoint.sh puts the host of health checks in.",
                        ListenAddress = "0.0.0.0",
                        ListenPort = nginx.Port,
                        AppPort = Ports.App,
                        StaticRoot = hasStatic ? StaticRoot : null,
                        HealthPath = architecture.LoadBalancing.HealthCheck.Path,
                        HealthHost = Endpoint,
                    }
                )
            ),
            new("docker/nginx/entrypoint.sh", Entrypoint, Executable: true),
            new("docker/nginx/healthy.sh", Healthy, Executable: true),
        ];
    }

    static string Dockerfile(Container nginx, bool hasStatic) =>
        $"""
        {(hasStatic ? """
            # The app's image of the same commit, for its static files.
            ARG APP_IMAGE
            FROM ${APP_IMAGE} AS app


            """ : "")}FROM public.ecr.aws/docker/library/nginx:1.28-alpine
        {(hasStatic ? $$"""
            ARG STATIC
            COPY --from=app --chown={{nginx.User}} ${STATIC} {{StaticRoot}}

            """ : "")}COPY nginx.conf /etc/nginx/railhead.conf
        COPY --chmod=755 entrypoint.sh /usr/local/bin/entrypoint
        COPY --chmod=755 healthy.sh /usr/local/bin/healthy
        USER {nginx.User}
        # The only folder that can be written to in a task: Fargate makes a volume of it, with the owner and rights that it has here.
        VOLUME /tmp
        EXPOSE {nginx.Port}
        STOPSIGNAL {nginx.StopSignal}
        ENTRYPOINT ["/usr/local/bin/entrypoint"]

        """;

    static readonly string Entrypoint = $$"""
        #!/bin/sh
        # Starts nginx, and ends it late: ECS sends the stop signal at about the moment at which it takes the task out of the load balancer, which
        # goes on sending requests for some seconds. Those are served too; then nginx finishes what it has.
        set -eu

        sed "s|{{Endpoint}}|${LB_ENDPOINT:-}|" "${NGINX_CONF:-/etc/nginx/railhead.conf}" >/tmp/nginx.conf
        nginx -p /tmp/ -c /tmp/nginx.conf -e stderr -g 'daemon off;' &
        nginx=$!

        finish() {
          trap '' TERM QUIT INT
          sleep "${DRAIN_SECONDS:-10}"
          kill -QUIT "$nginx"
        }
        trap finish TERM QUIT INT

        # A signal ends a wait, and nginx may still have requests.
        while kill -0 "$nginx" 2>/dev/null; do
          status=0
          wait "$nginx" || status=$?
        done
        exit "$status"

        """;

    const string Healthy = """
        #!/bin/sh
        # Usage: healthy MATCHER URL
        # Succeeds where the answer's status is among "200", "200,204" or "200-399", as the load balancer means it.
        set -eu

        status=$(curl --silent --output /dev/null --max-time 30 --write-out '%{http_code}' --globoff -- "$2")
        IFS=,
        for codes in $1; do
          if [ "$status" -ge "${codes%-*}" ] && [ "$status" -le "${codes#*-}" ]; then
            exit 0
          fi
        done
        exit 1

        """;
}
