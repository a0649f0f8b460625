using System.Globalization;

namespace Railhead.Local;

/// <summary>The parts of HAProxy's configuration that are there with TLS only.</summary>
static class TlsConfiguration
{
    const string ChallengeBackend = "acme";

    const string ChallengePath = "/.well-known/acme-challenge/";

    /// <summary>
    /// TLS 1.2 of ALB's policy ELBSecurityPolicy-TLS13-1-2-2021-06, in its order. Source: "Security policies for your Application Load
    /// Balancer", docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html.
    /// </summary>
    static readonly string[] Ciphers =
    [
        "ECDHE-ECDSA-AES128-GCM-SHA256",
        "ECDHE-RSA-AES128-GCM-SHA256",
        "ECDHE-ECDSA-AES128-SHA256",
        "ECDHE-RSA-AES128-SHA256",
        "ECDHE-ECDSA-AES256-GCM-SHA384",
        "ECDHE-RSA-AES256-GCM-SHA384",
        "ECDHE-ECDSA-AES256-SHA384",
        "ECDHE-RSA-AES256-SHA384",
    ];

    /// <summary>TLS 1.3 of the same policy.</summary>
    static readonly string[] Suites = ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"];

    /// <summary>Lines of <c>global</c>.</summary>
    /// <remarks>
    /// A stream that a client resets counts until HAProxy has ended it, so resets in a flood (CVE-2023-44487) wait for a free one of 100.
    /// Session tickets are off: HAProxy would keep their key for as long as it runs. The cache resumes sessions.
    /// </remarks>
    public static string Global(TlsState? tls) =>
        tls is null
            ? ""
            : $"""

                    ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets
                    ssl-default-bind-ciphers {string.Join(':', Ciphers)}
                    ssl-default-bind-ciphersuites {string.Join(':', Suites)}
                    tune.ssl.default-dh-param 2048
                    tune.h2.max-concurrent-streams 100
                """;

    /// <summary>The bind line of the frontend.</summary>
    public static string Bind(TlsState? tls) =>
        tls is null ? "" : $"\n    bind {tls.BindClause} ssl crt {TlsState.FileName} alpn h2,http/1.1";

    /// <summary>Rules before all that forward: the redirect and the header.</summary>
    public static string Rules(TlsState? tls)
    {
        if (tls is null)
        {
            return "";
        }

        var port = tls.Port == 443 ? "" : string.Create(CultureInfo.InvariantCulture, $":{tls.Port}");
        var challenge = $"{{ path_beg {ChallengePath} }}";
        // Requests of HTTP/1.0 may come without a Host.
        return $"""

                    http-request redirect code 308 location https://%[req.hdr(host),host_only]{port}%[pathq] if !{"{"} ssl_fc {"}"} !{challenge} {"{"} req.hdr(host) -m len gt 0 {"}"}
                    http-request return status 400 content-type text/plain string "This server needs HTTPS." if !{"{"} ssl_fc {"}"} !{challenge}
                """ + (tls.Hsts ? "\n    http-after-response set-header Strict-Transport-Security max-age=31536000 if { ssl_fc }" : "");
    }

    /// <summary>The challenge's way, before all others.</summary>
    public static string Route(TlsState? tls) =>
        tls?.ChallengePort is null ? "" : $"\n    use_backend {ChallengeBackend} if !{{ ssl_fc }} {{ path_beg {ChallengePath} }}";

    /// <summary>The backend for challenges. It answers only while a certificate is being ordered.</summary>
    public static string Backends(TlsState? tls) =>
        tls?.ChallengePort is { } port
            ? string.Create(CultureInfo.InvariantCulture, $"\nbackend {ChallengeBackend}\n    server lego 127.0.0.1:{port}\n")
            : "";
}
