using System.Security.Cryptography;
using System.Text;

namespace Railhead.Model;

/// <summary>Names of things: a pure function of app, environment and what it is, within the limits of AWS.</summary>
public static class Naming
{
    /// <summary>Load balancers and target groups.</summary>
    public const int LoadBalancerLimit = 32;

    /// <summary>IAM roles, and RDS instances near enough (63).</summary>
    public const int RoleLimit = 63;

    /// <summary>Something that an environment has once, such as <c>guestbook-production</c>.</summary>
    public static string Of(string app, string environment, int limit = RoleLimit) => Fit($"{app}-{environment}", limit);

    /// <summary>One of several things of an environment, such as <c>guestbook-production-build</c>.</summary>
    public static string Of(string app, string environment, string part, int limit = RoleLimit) =>
        Fit($"{app}-{environment}-{part}", limit);

    /// <summary>
    /// The name itself where AWS takes it everywhere; else shortened, with six characters of a hash so that two long names stay two. ELB
    /// and
    /// RDS refuse a hyphen at the end, RDS two in a row.
    /// </summary>
    public static string Fit(string name, int limit)
    {
        var squeezed = name;
        while (squeezed.Contains("--", StringComparison.Ordinal))
        {
            squeezed = squeezed.Replace("--", "-", StringComparison.Ordinal);
        }
        squeezed = squeezed.Trim('-');
        if (squeezed == name && name.Length <= limit)
        {
            return name;
        }
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..6];
        return $"{squeezed[..Math.Min(squeezed.Length, limit - 7)].TrimEnd('-')}-{hash}";
    }

    /// <summary>A stable number from a name, below <paramref name="below"/>.</summary>
    internal static int Number(string name, int below) => SHA256.HashData(Encoding.UTF8.GetBytes(name))[0] % below;
}
