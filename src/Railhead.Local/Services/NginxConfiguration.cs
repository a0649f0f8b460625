using System.Globalization;

namespace Railhead.Local;

/// <summary>What one task's nginx is to do.</summary>
public sealed record NginxSettings
{
    public required string ListenAddress { get; init; }
    public required int ListenPort { get; init; }

    /// <summary>Where the app listens, on 127.0.0.1.</summary>
    public required int AppPort { get; init; }

    /// <summary>Absolute folder of files that nginx serves by itself; null for none.</summary>
    public required string? StaticRoot { get; init; }

    public required string HealthPath { get; init; }

    /// <summary>The Host that health checks carry to the app: apps with host authorization answer 403 to any other.</summary>
    public required string HealthHost { get; init; }
}

/// <summary>nginx.conf of a task as a pure function; on AWS the same text with other ports makes the nginx container.</summary>
public static class NginxConfiguration
{
    /// <summary>nginx in the foreground; everything it writes is below its folder.</summary>
    /// <param name="program">Path of nginx.</param>
    /// <param name="folder">The task's nginx folder, with <c>nginx.conf</c> and <c>tmp</c>.</param>
    public static IReadOnlyList<string> Command(string program, string folder) =>
        [program, "-p", folder + "/", "-c", "nginx.conf", "-e", "stderr", "-g", "daemon off;"];

    public static string Write(NginxSettings settings) => $$"""
        # Written by Railhead; changes are overwritten.
        worker_processes 1;
        pid nginx.pid;
        error_log stderr warn;
        events { worker_connections 1024; }
        http {
            access_log off;
            server_tokens off;
            types {
        {{Types()}}    }
            default_type application/octet-stream;
            client_max_body_size 0;
            client_header_timeout 65s;
            client_body_timeout 65s;
            large_client_header_buffers 4 32k;
            client_body_temp_path tmp/body;
            proxy_temp_path tmp/proxy;
            fastcgi_temp_path tmp/fastcgi;
            uwsgi_temp_path tmp/uwsgi;
            scgi_temp_path tmp/scgi;
            # nginx never closes an idle connection just when the load balancer sends a request on it.
            keepalive_timeout 3600s;
            keepalive_requests 1000000;
            sendfile on;
            tcp_nodelay on;
            gzip on;
            gzip_vary on;
            gzip_proxied any;
            gzip_min_length 1024;
            gzip_types text/plain text/css text/javascript application/javascript application/json application/xml application/problem+json image/svg+xml application/manifest+json application/wasm;
            map $http_upgrade $connection_upgrade { default upgrade; "" ""; }
            upstream app {
                server 127.0.0.1:{{Number(settings.AppPort)}} max_fails=0;
                keepalive 32;
            }
            server {
                listen {{settings.ListenAddress}}:{{Number(settings.ListenPort)}};
                proxy_http_version 1.1;
                proxy_next_upstream off;
                proxy_connect_timeout 5s;
                proxy_read_timeout 65s;
                proxy_send_timeout 65s;
                proxy_set_header Host $http_host;
                proxy_set_header Upgrade $http_upgrade;
                proxy_set_header Connection $connection_upgrade;
                # Bodies flow both ways as they come.
                proxy_request_buffering off;
                proxy_buffering off;
                proxy_max_temp_file_size 0;
                # nginx's own errors, not the app's: closing lets the load balancer take another task.
                error_page 502 504 = @down;
        {{Locations(settings)}}        location @app { proxy_pass http://app; }
                location @down { return 444; }
            }
        }

        """;

    static string Locations(NginxSettings settings)
    {
        var path = settings.HealthPath.Split('?')[0];
        var health = $$"""
                    location = {{Quote(path)}} {
                        proxy_set_header Host {{Quote(settings.HealthHost)}};
                        proxy_set_header Upgrade $http_upgrade;
                        proxy_set_header Connection $connection_upgrade;
                        proxy_pass http://app;
                    }

            """;
        if (settings.StaticRoot is null) return health + "        location / { proxy_pass http://app; }\n";
        return health + $$"""
                    location / {
                        root {{Quote(settings.StaticRoot)}};
                        disable_symlinks if_not_owner from={{Quote(settings.StaticRoot)}};
                        limit_except GET HEAD { deny all; }
                        error_page 403 405 = @app;
                        try_files $uri @app;
                    }
                    location ~ /\.(?!well-known/) { proxy_pass http://app; }

            """;
    }

    // Within double quotes nginx takes everything but quote, backslash and $ as it is; $ cannot be escaped, so it becomes a variable's value.
    static string Quote(string value)
    {
        if (value.Contains('$', StringComparison.Ordinal) || value.Any(char.IsControl))
            throw new RailheadException("RH3081", $"nginx cannot be told of \"{value}\": it has a dollar sign or a control character.", "Choose another path.");
        return $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    static readonly (string Type, string Extensions)[] MimeTypes =
    [
        ("text/html", "html htm"), ("text/css", "css"), ("text/javascript", "js mjs"), ("application/json", "json map"), ("text/plain", "txt"),
        ("text/xml", "xml"), ("image/svg+xml", "svg"), ("image/png", "png"), ("image/jpeg", "jpg jpeg"), ("image/gif", "gif"), ("image/webp", "webp"),
        ("image/avif", "avif"), ("image/x-icon", "ico"), ("font/woff", "woff"), ("font/woff2", "woff2"), ("font/ttf", "ttf"), ("application/pdf", "pdf"),
        ("application/wasm", "wasm"), ("application/manifest+json", "webmanifest"), ("video/mp4", "mp4"), ("video/webm", "webm"), ("audio/mpeg", "mp3"),
    ];

    static string Types() => string.Concat(MimeTypes.Select(entry => $"        {entry.Type} {entry.Extensions};\n"));
}
