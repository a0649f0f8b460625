using System.Net.Sockets;
using System.Text;

namespace Railhead.EndToEnd;

/// <summary>HAProxy with the manners of the Application Load Balancer: weights, health checks, draining, and no second try.</summary>
sealed class LoadBalancer(string folder)
{
    public const string TruststoreAddress = "127.0.0.3";

    int _next;

    public string Socket { get; } = Path.Combine(folder, "balancer.sock");

    public static string Configuration(string folder) =>
        $"""
            global
                stats socket {folder}/haproxy.sock mode 600 level admin
            defaults
                mode http
                retries 0
                timeout connect 5s
                timeout client 60s
                timeout server 60s
            frontend balancer
                bind unix@{folder}/balancer.sock
                option forwardfor
                http-request set-header X-Forwarded-For 192.0.2.1
                http-request set-header X-Forwarded-Proto http
                http-request set-header X-Forwarded-Port 80
                default_backend tasks
            backend tasks
                balance roundrobin
                option httpchk
                http-check send meth GET uri /up ver HTTP/1.1 hdr Host 192.0.2.2 hdr User-Agent ELB-HealthChecker/2.0
                http-check expect status 200
                default-server check inter 500 fall 2 rise 2
                server-template task 8 127.0.0.1:80 disabled
            # The certificates of RDS, which images download while they are built.
            frontend truststore
                bind {TruststoreAddress}:443 ssl crt {folder}/host-and-key.pem
                http-request return status 200 content-type application/x-pem-file file {folder}/ca.pem

            """;

    /// <summary>A target that gets health checks and no requests yet; returns its name when it has passed.</summary>
    public async Task<string> RegisterAsync(string address)
    {
        var name = $"task{++_next}";
        await AskAsync($"set server tasks/{name} addr {address} port 80");
        await WeighAsync(name, 0);
        await AskAsync($"set server tasks/{name} state ready");
        await Eventually.TrueAsync(async () => await StatusAsync(name) is "UP L7OK", $"{address} passes its health checks");
        return name;
    }

    public Task WeighAsync(string name, int weight) => AskAsync($"set weight tasks/{name} {weight}");

    /// <summary>No new requests; the open ones go on.</summary>
    public Task DeregisterAsync(string name) => AskAsync($"set server tasks/{name} state drain");

    async Task<string> StatusAsync(string name)
    {
        var lines = (await AskAsync("show stat tasks 4 -1")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var columns = lines[0].TrimStart('#', ' ').Split(',').ToList();
        var values = lines.Select(line => line.Split(',')).First(line => line[1] == name);
        return $"{values[columns.IndexOf("status")]} {values[columns.IndexOf("check_status")]}";
    }

    async Task<string> AskAsync(string command)
    {
        using var socket = await UnixSocket.ConnectAsync(Path.Combine(folder, "haproxy.sock"), Eventually.Cancellation);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
