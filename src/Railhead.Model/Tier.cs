namespace Railhead.Model;

/// <summary>An environment's name decides its tier: <c>production</c> is guarded and redundant, all others are cheap.</summary>
public enum Tier
{
    Development,
    Production,
}
