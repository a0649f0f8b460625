namespace Railhead.Model;

/// <summary>Which tier an environment is in: its name decides.</summary>
public static class Tiers
{
    public const string Production = "production";
    public const string Staging = "staging";

    public static Tier Of(string environment) => environment == Production ? Tier.Production : Tier.Development;
}
