using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>haproxy.cfg as a pure function of the desired state: whole, servers included, so that a restart needs nobody.</summary>
public static class HaproxyConfiguration
{
    /// <summary>The name of the map file, relative to HAProxy's working directory, which is the load balancer's folder.</summary>
    public const string MapFile = "weights.map";

    /// <summary>Seconds between the checks of a target that is not in service yet.</summary>
    public const int InitialInterval = 1;

    public static string Backend(Slot slot) => $"web-{Name(slot)}";

    /// <summary>The backend without traffic in which new targets are checked until they pass once; its servers exist at run time only.</summary>
    public static string ProbeBackend(Slot slot) => $"probe-{Name(slot)}";

    /// <summary>The server without a check that stands in when all are unhealthy.</summary>
    public static string Twin(string target) => $"{target}-open";

    /// <summary>The server's parameters in the words of both the file and the runtime's <c>add server</c>.</summary>
    public static string CheckParameters(HealthCheck check) => string.Create(
        CultureInfo.InvariantCulture, $"check inter {check.Interval}s rise {check.Healthy} fall {check.Unhealthy}");

    /// <summary>The whole file.</summary>
    /// <param name="state">What is meant.</param>
    /// <param name="layout">Where the sockets are.</param>
    /// <param name="listener">The bind clause: the descriptor that the holder of listening sockets hands over.</param>
    public static string Write(LoadBalancerState state, Layout layout, string listener = "fd@3")
    {
        var text = new StringBuilder(Frame(state, layout, listener, Shape(state, layout, listener)));
        foreach (var slot in Enum.GetValues<Slot>())
        {
            text.Append(Group(slot, state));
            foreach (var target in state.Targets.GetValueOrDefault(slot, []).Where(target => target.Phase == TargetPhase.InService))
            {
                text.Append(CultureInfo.InvariantCulture, $"    server {target.Name} {target.Address}:{target.Port} {CheckParameters(state.HealthChecks[slot])} weight 100\n");
                text.Append(CultureInfo.InvariantCulture, $"    server {Twin(target.Name)} {target.Address}:{target.Port} backup weight 100\n");
            }

            text.Append(ProbeGroup(slot, state));
        }

        return text.ToString();
    }

    /// <summary>
    /// A hash of all that only a reload can change: everything but servers, weights and states. The running HAProxy carries it as its
    /// description, so that anybody can see whether it runs with the file's.
    /// </summary>
    public static string Shape(LoadBalancerState state, Layout layout, string listener = "fd@3")
    {
        var frame = new StringBuilder(Frame(state, layout, listener, ""));
        foreach (var slot in Enum.GetValues<Slot>()) frame.Append(Group(slot, state)).Append(ProbeGroup(slot, state)).Append(CheckParameters(state.HealthChecks[slot]));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(frame.ToString())))[..16];
    }

    // Unquoted words of the file end at spaces, and $ is a variable; within double quotes a backslash takes both away.
    static string Quote(string value) => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal)}\"";

    static string Name(Slot slot) => slot.ToString().ToLowerInvariant();

    static string Frame(LoadBalancerState state, Layout layout, string listener, string shape) => $$"""
        # Written by Railhead; changes are overwritten.
        global
            description {{(shape.Length == 0 ? "-" : shape)}}
            stats socket {{Quote(HaproxyRuntime.SocketOf(layout))}} mode 600 level admin expose-fd listeners
            hard-stop-after 30s

        defaults
            mode http
            timeout connect 1s
            # ALB's idle timeout is 60 s; below nginx's keepalive_timeout, so that HAProxy, not nginx, ends idle connections.
            timeout client 65s
            timeout server 65s
            timeout tunnel 65s
            timeout queue 5s
            timeout http-request 10s
            timeout http-keep-alive 65s
            # A reload closes no idle connection under a client's hands.
            option idle-close-on-response
            # The first retry already goes to another task.
            option redispatch 1
            retries 3
            retry-on conn-failure empty-response response-timeout
            http-reuse safe
            unique-id-format Root=1-%[date,hex,bytes(8,8),lower]-%[rand,hex,bytes(8,8),lower]%[rand,hex,bytes(8,8),lower]%[rand,hex,bytes(8,8),lower]

        frontend web
            bind {{listener}}
            # A request that may have reached an app is sent again only where that is harmless.
            http-request disable-l7-retry unless { method GET HEAD OPTIONS }
            http-request set-var(txn.xff) req.fhdr(x-forwarded-for) if { req.hdr(x-forwarded-for) -m found }
            http-request set-header X-Forwarded-For "%[var(txn.xff)], %[src]" if { var(txn.xff) -m found }
            http-request set-header X-Forwarded-For %[src] unless { var(txn.xff) -m found }
            http-request set-header X-Forwarded-Proto %[ssl_fc,iif(https,http)]
            http-request set-header X-Forwarded-Port %[dst_port]
            http-request set-var(txn.tid) req.hdr(x-amzn-trace-id) if { req.hdr(x-amzn-trace-id) -m found }
            http-request set-header X-Amzn-Trace-Id "Self=%[unique-id,regsub(^Root=,)];%[var(txn.tid)]" if { var(txn.tid) -m found }
            http-request set-header X-Amzn-Trace-Id %[unique-id] unless { var(txn.tid) -m found }
            http-request set-var(txn.share) rand(1000)
            http-request set-var(txn.key) str(r1.),concat(,txn.share)
            use_backend %[var(txn.key),map({{MapFile}},none)]
            default_backend none

        backend none
            http-request return status 503 content-type text/plain string "Nothing is deployed here yet."

        """;

    static string Group(Slot slot, LoadBalancerState state) => $"""

        backend {Backend(slot)}
            balance roundrobin
        {Check(state.HealthChecks[slot], state.Host)}    option allbackups

        """;

    static string ProbeGroup(Slot slot, LoadBalancerState state) => $"""

        backend {ProbeBackend(slot)}
        {Check(state.HealthChecks[slot], state.Host)}
        """;

    static string Check(HealthCheck check, string host) => $"""
            option httpchk
            http-check send meth GET uri {Quote(check.Path)} ver HTTP/1.1 hdr Host {Quote(host)}
            http-check expect status {check.Matcher}
            timeout check {check.Timeout.ToString(CultureInfo.InvariantCulture)}s

        """;
}
