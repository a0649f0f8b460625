namespace Railhead.Model;

/// <summary>How traffic moves from the old tasks to the new.</summary>
public enum StrategyKind
{
    AllAtOnce,
    Canary,
    Linear,
}
