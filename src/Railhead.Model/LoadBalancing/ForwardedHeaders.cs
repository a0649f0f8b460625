namespace Railhead.Model;

/// <summary>
/// Request headers by which proxies tell the app about the client. A client that sends them itself would be believed, so they pass only
/// from a trusted proxy. <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Port</c> are not here: the load balancer sets them.
/// </summary>
public static class ForwardedHeaders
{
    /// <summary>Names in lower case.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "forwarded",
        "front-end-https",
        "proxy",
        "true-client-ip",
        "x-client-ip",
        "x-cluster-client-ip",
        "x-forwarded",
        "x-forwarded-by",
        "x-forwarded-host",
        "x-forwarded-path",
        "x-forwarded-prefix",
        "x-forwarded-protocol",
        "x-forwarded-scheme",
        "x-forwarded-server",
        "x-forwarded-ssl",
        "x-forwarded-uri",
        "x-forwarded-user",
        "x-original-host",
        "x-original-uri",
        "x-original-url",
        "x-real-ip",
        "x-rewrite-url",
        "x-scheme",
        "x-url-scheme",
    ];

    /// <summary>Parts of which each such name has at least one: a quick look before the expression.</summary>
    public static IReadOnlyList<string> Parts { get; } =
    ["_", "forwarded", "front-end-https", "proxy", "client-ip", "x-original-", "real-ip", "rewrite-url", "scheme"];

    /// <summary>
    /// All of them and everything that begins with <c>x-forwarded-</c>, as a regular expression on a name in lower case. Underscores count
    /// as hyphens: CGI, Rack and WSGI give both to the app under one name.
    /// </summary>
    public static string Pattern { get; } =
        $"^(x[-_]forwarded[-_].*|{string.Join('|', Names.Where(name => !name.StartsWith("x-forwarded-", StringComparison.Ordinal)).Select(name => name.Replace("-", "[-_]", StringComparison.Ordinal)))})$";
}
