namespace Railhead.Aws;

/// <summary>Guesses which Route 53 zone a domain is in.</summary>
static class HostedZone
{
    /// <summary>
    /// Second-level labels under which countries register names: <c>example.co.uk</c> is a registered name, not a sub-domain.
    /// </summary>
    static readonly string[] Registries = ["ac", "co", "com", "edu", "gob", "gov", "ne", "net", "nom", "or", "org"];

    /// <summary>The registered name, by a rule of thumb. Users with a zone for a sub-domain set the variable <c>hosted_zone</c>.</summary>
    public static string Of(string domain)
    {
        var labels = domain.Split('.');
        var wanted = labels is [.., var second, { Length: 2 }] && Registries.Contains(second) ? 3 : 2;
        return string.Join('.', labels.TakeLast(wanted));
    }
}
