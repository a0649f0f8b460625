using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Railhead.Model;

/// <summary>Names of things: a pure function of app, environment and what it is, within the limits of AWS.</summary>
public static partial class Naming
{
    /// <summary>Load balancers and target groups.</summary>
    public const int LoadBalancerLimit = 32;

    /// <summary>IAM roles, and RDS instances near enough (63).</summary>
    public const int RoleLimit = 63;

    /// <summary>Takes a name away from the prefixes that AWS keeps for itself.</summary>
    const string FreePrefix = "app-";

    /// <summary>Something that an environment has once, such as <c>guestbook-production</c>.</summary>
    public static string Of(string app, string environment, int limit = RoleLimit) => Of(app, environment, null, limit);

    /// <summary>One of several things of an environment, such as <c>guestbook-production-build</c>.</summary>
    /// <param name="app">The app's name.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="part">What it is; null: the environment's one thing.</param>
    /// <param name="limit">The most characters that AWS takes.</param>
    /// <param name="reserved">Prefixes that AWS refuses for this kind of thing.</param>
    public static string Of(string app, string environment, string? part, int limit = RoleLimit, params ReadOnlySpan<string> reserved)
    {
        var name = part is null ? $"{app}-{environment}" : $"{app}-{environment}-{part}";
        return Fit(name, IsReadAs(name, app, environment) ? name : $"{app}/{environment}/{part}", limit, reserved);
    }

    /// <summary>
    /// The name itself where AWS takes it; else changed, with six characters of a hash so that two long names stay two. ELB and RDS refuse
    /// a hyphen at the end, RDS and ECR two in a row.
    /// </summary>
    public static string Fit(string name, int limit, params ReadOnlySpan<string> reserved) => Fit(name, name, limit, reserved);

    /// <param name="name">The name.</param>
    /// <param name="identity">Another text if the name could be another thing's too: the hash is made of it.</param>
    /// <param name="limit">The most characters that AWS takes.</param>
    /// <param name="reserved">Prefixes that AWS refuses for this kind of thing.</param>
    static string Fit(string name, string identity, int limit, ReadOnlySpan<string> reserved)
    {
        var squeezed = name;
        while (squeezed.Contains("--", StringComparison.Ordinal))
        {
            squeezed = squeezed.Replace("--", "-", StringComparison.Ordinal);
        }
        squeezed = squeezed.Trim('-');
        foreach (var prefix in reserved)
        {
            if (squeezed.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                squeezed = FreePrefix + squeezed;
                break;
            }
        }
        return squeezed == name && identity == name && name.Length <= limit && !EndsLikeHash().IsMatch(name)
            ? name
            : $"{squeezed[..Math.Min(squeezed.Length, limit - 7)].TrimEnd('-')}-{Hash(identity)}";
    }

    /// <summary>
    /// A parameter's path in Parameter Store, which refuses paths that begin with <c>aws</c> or <c>ssm</c>: an app's name comes second.
    /// </summary>
    public static string Parameter(string app, string environment, string what) => $"/railhead/{app}/{environment}/{what}";

    /// <summary>A repository's name in ECR, whose parts have no two separators in a row and none at the end.</summary>
    public static string Repository(string app, string environment, string what) =>
        $"{Fit(app, RoleLimit)}/{Fit(environment, RoleLimit)}/{what}";

    /// <summary>A stable number from a name, below <paramref name="below"/>.</summary>
    internal static int Number(string name, int below) => SHA256.HashData(Encoding.UTF8.GetBytes(name))[0] % below;

    /// <summary>
    /// Whether a name belongs to this app and environment. Hyphens are in names and between them, so <c>shop-eu-prod-files</c> could be
    /// three things. It is read in one way: the environment is the first word that is <c>staging</c> or <c>production</c>, else the second
    /// word; the app's first word is never it. A name of anything else gets a hash.
    /// </summary>
    static bool IsReadAs(string name, string app, string environment)
    {
        var words = name.Split('-');
        var at = Math.Max(1, Array.FindIndex(words, 1, word => word is Tiers.Staging or Tiers.Production));
        return words[at] == environment && string.Join('-', words[..at]) == app;
    }

    static string Hash(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..6];

    /// <summary>A name that ends as changed ones do; it is changed itself, so that it is never one of those.</summary>
    [GeneratedRegex("-[0-9a-f]{6}$")]
    private static partial Regex EndsLikeHash();
}
