namespace Railhead.Model;

/// <summary>The environment's budget, and the tag that identifies its costs.</summary>
public sealed record Cost
{
    /// <summary>USD a month, or null.</summary>
    public required decimal? Budget { get; init; }

    /// <summary>When people hear of the budget; none without one.</summary>
    public required IReadOnlyList<BudgetAlert> Alerts { get; init; }

    /// <summary>On every resource.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>The tags that bills are split by; the same for every app.</summary>
    public static IReadOnlyList<string> AllocationTags { get; } = ["app", "environment", "system"];

    /// <summary>
    /// The tag whose value no other environment of any app has: whether a budget joins two tags with "and" or with "or" is said nowhere.
    /// </summary>
    public required string BudgetTag { get; init; }

    /// <summary>Whether unusual spending is reported; once per account.</summary>
    public required bool AnomalyDetection { get; init; }
}
