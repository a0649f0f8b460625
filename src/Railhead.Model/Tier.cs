namespace Railhead.Model;

/// <summary>What an environment's name decides: <c>production</c> is guarded and redundant, everything else is cheap.</summary>
public enum Tier
{
    Development,
    Production,
}
