using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>docker/nginx</c>: the image of the nginx in front of each task's app.</summary>
static class NginxImage
{
    /// <summary>Placeholder in nginx.conf for a host that is only known when the task starts.</summary>
    const string Endpoint = "@LB_ENDPOINT@";

    /// <summary>Where nginx answers the container's health check.</summary>
    public const string HealthSocket = "/tmp/nginx-health.sock";

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
                        Comment = "The same configuration as on a local machine. entrypoint.sh inserts the host for health checks.",
                        ListenAddress = "0.0.0.0",
                        ListenPort = nginx.Port,
                        AppPort = WellKnownPorts.App,
                        StaticRoot = hasStatic ? StaticRoot : null,
                        LinksFrom = hasStatic ? StaticRoot : null,
                        StaticCache = architecture.Services.TaskDefinition.StaticCache,
                        HealthHost = Endpoint,
                        HealthSocket = HealthSocket,
                        IsFirst = true,
                    }
                )
            ),
            .. hasStatic ? [new SynthFile("docker/nginx/stamp.sh", Stamp, Executable: true)] : Array.Empty<SynthFile>(),
            new("docker/nginx/entrypoint.sh", Entrypoint, Executable: true),
        ];
    }

    static string Dockerfile(Container nginx, bool hasStatic) =>
        $"""
        {(hasStatic ? """
            # The app's image of the same commit provides the static files.
            ARG APP_IMAGE
            FROM ${APP_IMAGE} AS app


            """ : "")}FROM public.ecr.aws/docker/library/nginx:stable-alpine
        {ImageParts.Updates}{(hasStatic ? $$"""
            ARG STATIC
            COPY --from=app --chown={{nginx.User}} ${STATIC} {{StaticRoot}}
            # nginx makes ETags from size and time of change, so the time comes from the content: equal files have equal ETags in every release.
            COPY --chmod=755 stamp.sh /usr/local/bin/stamp
            RUN stamp {{StaticRoot}}

            """ : "")}COPY nginx.conf /etc/nginx/railhead.conf
        COPY --chmod=755 entrypoint.sh /usr/local/bin/entrypoint
        USER {nginx.User}
        # The only writable folder of a task. Fargate mounts a volume here, with the owner and permissions of this folder.
        VOLUME /tmp
        EXPOSE {nginx.Port}
        STOPSIGNAL {nginx.StopSignal}
        ENTRYPOINT ["/usr/local/bin/entrypoint"]

        """;

    const string Stamp = """
        #!/bin/sh
        # Usage: stamp FOLDER
        # Sets the time of change of each file to a second between 1970 and 2001 that its content determines.
        set -eu

        find "$1" -type f -exec sh -euc '
          for file; do
            hash=$(sha256sum <"$file" | cut -c 1-8)
            touch -d "@$((0x$hash % 1000000000))" "$file"
          done
        ' sh {} +

        """;

    static readonly string Entrypoint = $$"""
        #!/bin/sh
        # Starts nginx, and delays its stop: ECS sends the stop signal at about the time it deregisters the task from the load balancer, which keeps
        # sending requests for some seconds. nginx serves these too, then finishes its open requests and exits.
        set -eu

        sed "s|{{Endpoint}}|${LB_ENDPOINT:-}|" "${NGINX_CONF:-/etc/nginx/railhead.conf}" >/tmp/nginx.conf
        nginx -p /tmp/ -c /tmp/nginx.conf -e stderr -g 'daemon off;' &
        nginx=$!

        finish() {
          trap '' TERM QUIT INT
          sleep "${DRAIN_SECONDS:-10}"
          kill -QUIT "$nginx" || true
          interrupted=yes
        }
        trap finish TERM QUIT INT

        # A signal interrupts wait while nginx may still have open requests. The status is from a wait that no signal interrupted.
        while
          interrupted=
          status=0
          wait "$nginx" || status=$?
          [ -n "$interrupted" ] || kill -0 "$nginx" 2>/dev/null
        do :; done
        exit "$status"

        """;
}
