namespace Railhead.Aws;

/// <summary>Which zone of Route 53 a domain is probably in.</summary>
static class HostedZone
{
    /// <summary>Second labels below which countries register names: <c>example.co.uk</c> is nobody's sub-domain.</summary>
    static readonly string[] Registries = ["ac", "co", "com", "edu", "gob", "gov", "ne", "net", "nom", "or", "org"];

    /// <summary>The registered name, by a rule of thumb; a zone of its own for a sub-domain is said to Terraform.</summary>
    public static string Of(string domain)
    {
        var labels = domain.Split('.');
        var wanted = labels is [.., var second, { Length: 2 }] && Registries.Contains(second) ? 3 : 2;
        return string.Join('.', labels.TakeLast(wanted));
    }
}
