using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// HAProxy's configuration as a function of the desired state. It is whole, servers included, so that HAProxy comes back by itself.
/// </summary>
public static class HaproxyConfiguration
{
    // Bytes. HAProxy answers 400 to a request that does not fit into its buffer of 41 kB. A larger one costs: HAProxy 2.6 copies the whole
    // buffer twice for each request that it could repeat (decision 0030).
    const int LongestUrl = 32768,
        LargestHeaders = 32768,
        MostHeaders = 512;

    // To write all headers down and measure them is dear, so only requests that may be too large are measured. HAProxy holds a header
    // without its colon, space and end of line.
    const int ProbablySmall = LargestHeaders - (4 * (MostHeaders + 1));

    /// <summary>The backend that answers 503 because no slot has a weight.</summary>
    public const string NoBackend = "none";

    /// <summary>
    /// A digest of everything but the servers and weights, which change while HAProxy runs. A process with another digest needs a reload.
    /// The configuration carries it as its description, so that the process itself says what it runs.
    /// </summary>
    public static string Revision(LoadBalancerState state, Layout layout)
    {
        var checks = string.Join('\n', SlotNames.All.Select(slot => state.HealthChecks[slot]));
        var text = Write(state with { Targets = new Dictionary<Slot, IReadOnlyList<Target>>() }, layout, description: "") + checks;
        return $"railhead 1 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}";
    }

    /// <summary>The text of haproxy.cfg.</summary>
    public static string Write(LoadBalancerState state, Layout layout)
    {
        state.Validate();
        return Write(state, layout, Revision(state, layout));
    }

    // Timeouts are an ALB's: 60 s without a byte in either direction, also on an upgraded connection. Nothing but silence ends an upload.
    // A retry after a lost answer is for methods that only read; others are repeated only when the connection was refused. There is one: a
    // request that kills its task must not kill all of them.
    // The map is read while rules are parsed: only there default-path applies, and a path with spaces needs no quoting.
    static string Write(LoadBalancerState state, Layout layout, string description) =>
        $$"""
            # railhead haproxy 1. Written by the control plane; changes are lost.
            global
                default-path config
                description {{Quote(description)}}
                stats socket {{Quote(HaproxyRuntime.SocketOf(layout))}} mode 600 level admin expose-fd listeners
                maxconn 4000
                no strict-limits
                nbthread 2
                hard-stop-after 30s
                tune.bufsize 41984
                tune.http.maxhdr {{MostHeaders}}
                h1-case-adjust x-forwarded-for X-Forwarded-For
                h1-case-adjust x-forwarded-proto X-Forwarded-Proto
                h1-case-adjust x-forwarded-port X-Forwarded-Port
                h1-case-adjust x-amzn-trace-id X-Amzn-Trace-Id
                tune.maxrewrite 1024{{TlsConfiguration.Global(state.Tls)}}

            defaults
                mode http
                timeout connect 1s
                timeout client 60s
                timeout server 60s
                timeout tunnel 60s
                timeout client-fin 30s
                timeout queue 5s
                timeout http-request 10s
                timeout http-keep-alive 60s
                option idle-close-on-response
                option h1-case-adjust-bogus-server
                option http-no-delay
                option abortonclose
                option redispatch 1
                retries 1
                retry-on conn-failure empty-response
                http-reuse safe
                unique-id-format 1-%[date,hex,bytes(8,8),lower]-%[rand,hex,bytes(8,8),lower]%[rand,hex,bytes(8,8),lower]%[rand,hex,bytes(8,8),lower]

            frontend web
                bind {{state.BindClause}}{{TlsConfiguration.Bind(state.Tls)}}
                http-request disable-l7-retry unless { method GET HEAD OPTIONS }
                http-request return status 414 content-type text/plain string "The URL is longer than 32 kB." if { url,length gt {{LongestUrl}} }
                http-request return status 431 content-type text/plain string "The headers are larger than 32 kB." if { req.len gt {{ProbablySmall}} } { req.hdrs,length gt {{LargestHeaders}} }{{TlsConfiguration.Rules(
                state.Tls
            )}}
            {{Forwarded(state)}}
                http-request set-var(txn.trace) 'req.fhdr(x-amzn-trace-id),regsub("Self=[^;]*;?","",g)' if { req.fhdr(x-amzn-trace-id) -m found }
                acl traced var(txn.trace) -m sub Root=
                acl annotated var(txn.trace) -m len gt 0
                http-request set-header X-Amzn-Trace-Id "Self=%[unique-id];%[var(txn.trace)]" if traced
                http-request set-header X-Amzn-Trace-Id "Root=%[unique-id];%[var(txn.trace)]" if !traced annotated
                http-request set-header X-Amzn-Trace-Id "Root=%[unique-id]" if !traced !annotated
                http-request set-var(txn.number) rand(1000)
                http-request set-var(txn.backend) str(r1.),concat(,txn.number),map({{WeightsMap.FileName}},{{NoBackend}}){{TlsConfiguration.Route(
                state.Tls
            )}}
                use_backend %[var(txn.backend)]
                default_backend {{NoBackend}}

            backend {{NoBackend}}
                http-request return status 503 content-type text/plain string "Nothing is deployed here yet."
            {{TlsConfiguration.Backends(state.Tls)}}
            {{string.Join("\n", SlotNames.All.Select(slot => Backend(state, slot)))}}
            """;

    // The client's own X-Forwarded-For stays in front, as with an ALB; all else of its kind is the load balancer's to say. What a trusted
    // proxy says about its clients stays.
    static string Forwarded(LoadBalancerState state)
    {
        const string rule = "    http-request ";
        var isTrusted = state.TrustedProxies.Count > 0;
        var (unless, also) = isTrusted ? (" unless proxied", " !proxied") : ("", "");
        return (isTrusted ? $"    acl proxied src {string.Join(' ', state.TrustedProxies)}\n" : "")
            + rule
            + "set-var(txn.forwarded) req.fhdr(x-forwarded-for) if { req.fhdr(x-forwarded-for) -m len gt 0 }\n"
            + $"    acl described req.hdr_names -m reg {string.Join('|', ForwardedHeaders.Parts)}\n"
            + $"{rule}del-header {Quote(ForwardedHeaders.Pattern)} -m reg if described{also}\n"
            + $"{rule}set-header X-Forwarded-For \"%[var(txn.forwarded)], %[src]\" if {{ var(txn.forwarded) -m found }}{also}\n"
            + $"{rule}set-header X-Forwarded-For %[src] unless {{ var(txn.forwarded) -m found }}\n"
            + $"{rule}set-header X-Forwarded-Proto %[ssl_fc,iif(https,http)]{Unsaid("proto")}\n"
            + $"{rule}set-header X-Forwarded-Port %[dst_port]{Unsaid("port")}";

        string Unsaid(string name) => isTrusted ? $"{unless} {{ req.fhdr(x-forwarded-{name}) -m len gt 0 }}" : "";
    }

    static string Backend(LoadBalancerState state, Slot slot)
    {
        var check = state.HealthChecks[slot];
        var text = new StringBuilder(
            $"""
            backend {slot.Backend()}
                balance roundrobin
                option allbackups
                option httpchk
                http-check send meth GET uri {Quote(check.Path)} ver HTTP/1.1 hdr Host {Quote(
                state.Host.Replace("%", "%%", StringComparison.Ordinal)
            )} hdr User-Agent ELB-HealthChecker/2.0
                http-check expect status {check.Matcher}
                timeout check {check.Timeout}s

            """
        );
        if (state.StickySeconds is { } seconds)
        {
            text.Append(Sticky(seconds));
        }

        foreach (var server in HaproxyServer.Of(state, slot))
        {
            text.Append("    ").Append(server.Line).Append('\n');
        }

        return text.ToString();
    }

    // As with an ALB, each answer begins the time anew. Names with a dot are of probes and twins, which no client may choose.
    static string Sticky(int seconds) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
                use-server %[req.cook(AWSALB)] if {"{"} req.cook(AWSALB) -m reg ^[a-z0-9-]+$ {"}"}
                http-response add-header Set-Cookie "AWSALB=%[srv_name,field(1,.)]; Expires=%[date({seconds}),http_date]; Path=/" if {"{"} srv_id gt 0 {"}"}

            """
        );

    /// <summary>One word, whatever is in it. Inside single quotes HAProxy reads everything as it is.</summary>
    static string Quote(string value)
    {
        if (value.Any(char.IsControl))
        {
            throw new ArgumentException($"load balancer: {value} contains a control character, which haproxy.cfg cannot express");
        }

        return $"'{value.Replace("'", "'\"'\"'", StringComparison.Ordinal)}'";
    }
}
