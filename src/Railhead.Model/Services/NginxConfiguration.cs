using System.Net;
using System.Text;

namespace Railhead.Model;

/// <summary>The configuration of the nginx that stands before each task's app, as a function of its settings.</summary>
public static class NginxConfiguration
{
    /// <summary>Name of the file in nginx's folder.</summary>
    public const string FileName = "nginx.conf";

    // nginx keeps idle connections longer than the load balancer and waits longer than it: only one of the two ends a connection, so none
    // is closed just when a request comes on it. To the app it is the other way round, since no app server closes within a second.
    // Its own 502 and 504 become a closed connection, on which the load balancer takes another task; the app's own are left alone.
    // nginx before 1.29 takes an interim answer (100, 102, 103) for the whole one: it sends all that follows as it is, until the app
    // closes its connection. "Connection: close" on the interim answer has the load balancer close the connection once it has the real
    // answer, so no later request waits for that.
    // The load balancer's health check is the only request without X-Forwarded-For that calls itself so. On AWS it has an address as host.
    // Compression cannot depend on an answer's headers, but it leaves an answer alone that has no Content-Type. So a request whose answer
    // may be compressed passes two servers of this nginx: the inner one gives the type of an answer that must stay as it is (a strong or
    // malformed ETag, a digest, no-transform) another name, and the outer one, which compresses, gives it its own name again.
    /// <summary>The text of nginx.conf.</summary>
    public static string Write(NginxSettings settings) =>
        $$"""
            # {{settings.Comment}}
            worker_processes 1;
            pcre_jit on;
            worker_rlimit_nofile 8192;
            pid nginx.pid;
            error_log stderr warn;
            events { worker_connections 4096; }
            http {
                access_log off;
                server_tokens off;
                client_body_temp_path temp-body;
                proxy_temp_path temp-proxy;
                fastcgi_temp_path temp-fastcgi;
                uwsgi_temp_path temp-uwsgi;
                scgi_temp_path temp-scgi;

                client_max_body_size 0;
                client_header_buffer_size 4k;
                large_client_header_buffers 8 64k;
                underscores_in_headers on;
                ignore_invalid_headers off;
                client_body_timeout 3600s;
                send_timeout 3600s;
                keepalive_timeout 3600s;
                keepalive_requests 1000000;

                absolute_redirect off;
                gzip_vary on;
                gzip_proxied any;
                gzip_min_length 1024;
                gzip_comp_level 5;
                gzip_types {{string.Join(' ', NginxTypes.Compressible)}};

                map_hash_bucket_size 2048;
                geo $dollar { default "$"; }
                map "$http_user_agent $http_x_forwarded_for" $app_host { default $http_host; "{{HealthChecker}} " {{Quote(
                settings.HealthHost
            )}}; }
                map $http_upgrade $app_upgrade { default ""; "~*^websocket$" $http_upgrade; }
                map $app_upgrade $app_connection { default upgrade; "" ""; }
                map $upstream_status $after_interim { default ""; "~^1(?!01)" close; }
                map "$server_protocol $app_upgrade $http_transfer_encoding $content_length $http_accept_encoding" $may_compress { default ""; "~*^HTTP/1.1   [0-9]{0,6} .*gzip" 1; }
                map "$upstream_http_content_encoding|$upstream_http_content_md5$upstream_http_digest$upstream_http_content_digest$upstream_http_repr_digest|$upstream_http_etag|$upstream_http_cache_control" $is_kept { default ""; "~^\|[^|]" 1; "~^\|\|(?!W/)[^|]" 1; "~*^\|.*\|.*no-transform" 1; }
                map $is_kept $type { default $upstream_http_content_type; 1 ""; }
                map $is_kept $kept_type { default ""; 1 $upstream_http_content_type; }
            {{Upstream("app", $"127.0.0.1:{settings.AppPort}")}}{{Upstream("inner", InnerOf(settings))}}
                proxy_http_version 1.1;
                proxy_set_header Host $app_host;
                proxy_set_header Upgrade $app_upgrade;
                proxy_set_header Connection $app_connection;
            {{(settings.IsFirst ? NoForwarded : "")}}    proxy_redirect off;
                proxy_pass_header Server;
                proxy_pass_header Date;
                proxy_pass_header X-Pad;
            {{string.Concat(Accelerated.Select(name => $"    proxy_pass_header X-Accel-{name};\n"))}}    proxy_ignore_headers {{string.Join(
                ' ',
                Accelerated.Select(name => $"X-Accel-{name}")
            )}};
                proxy_request_buffering off;
                proxy_buffering off;
                proxy_buffer_size 64k;
                proxy_buffers 8 64k;
                proxy_max_temp_file_size 0;
                proxy_connect_timeout 5s;
                proxy_read_timeout 3600s;
                proxy_send_timeout 3600s;
                proxy_next_upstream off;
                error_page 502 504 @down;

            {{(settings.HealthSocket is { } socket ? $"    server {{ listen unix:{socket}; location / {{ return 200; }} }}\n" : "")}}{{(
                settings.StaticRoot is null ? "" : NginxStatic.Maps(settings.StaticCache)
            )}}    server {
                    listen {{ListenOf(settings)}};
                    error_page 494 =431 @large;
                    error_page 502 504 @down;
            {{(
                settings.StaticRoot is { } root
                    ? NginxStatic.Locations(Quote(root)[1..^1], settings.LinksFrom is { } from ? Quote(from)[1..^1] : null)
                    : "        location / {\n"
            )}}            if ($may_compress) {
                            gzip on;
                            proxy_pass http://inner;
                        }
                        proxy_pass http://app;
                        proxy_hide_header {{KeptType}};
                        add_header Content-Type $upstream_http_{{KeptType.ToLowerInvariant().Replace('-', '_')}} always;
                        add_header Connection $after_interim always;
                    }
                    location @down { return 444; }
                    location @large { return 431; }
                }
                server {
                    listen {{InnerOf(settings)}};
                    location / {
                        proxy_pass http://app;
                        proxy_hide_header Content-Type;
                        add_header Content-Type $type always;
                        add_header {{KeptType}} $kept_type always;
                        add_header Connection $after_interim always;
                    }
                    location @down { return 444; }
                }
            }

            """;

    /// <summary>The Content-Type of an answer that must not be compressed, between the two servers.</summary>
    const string KeptType = "X-Railhead-Kept-Type";

    const string HealthChecker = "ELB-HealthChecker/2.0";

    /// <summary>Headers with which an app could order nginx about. They pass to the client like any other.</summary>
    static readonly string[] Accelerated = ["Redirect", "Expires", "Limit-Rate", "Buffering", "Charset"];

    static string NoForwarded => string.Concat(ForwardedHeaders.Names.Select(name => $"    proxy_set_header {name} \"\";\n"));

    static string Upstream(string name, string server) =>
        $$"""
                upstream {{name}} {
                    server {{server}} max_fails=0;
                    keepalive 64;
                    keepalive_timeout 1s;
                    keepalive_requests 1000000;
                }

            """;

    /// <summary>All of 127.0.0.0/8 is the machine itself, so the inner server needs no port of its own.</summary>
    static string InnerOf(NginxSettings settings) => $"127.0.0.2:{settings.ListenPort}";

    static string ListenOf(NginxSettings settings) =>
        new IPEndPoint(IPAddress.Parse(settings.ListenAddress), settings.ListenPort).ToString();

    /// <summary>One word, whatever is in it. A dollar cannot be escaped in nginx; it comes from a variable.</summary>
    static string Quote(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in value)
        {
            quoted.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '$' => "${dollar}",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    '\0' => throw new ArgumentException("nginx: a path or host contains a zero byte, which nginx.conf cannot express"),
                    _ => c.ToString(),
                }
            );
        }

        return quoted.Append('"').ToString();
    }
}
