namespace Railhead.Model;

/// <summary>Compares a metric, or a rate, with a threshold; N of the last M periods decide.</summary>
public sealed record Alarm
{
    /// <summary>Unique in the environment, and never a user's name.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>A sentence for people.</summary>
    public required string Description { get; init; }

    /// <summary>The compared value: the sum of these, ...</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>
    /// ... in percent of this one, where there is one, or of themselves where they are more: what a load balancer answers without choosing
    /// a target is an error and no counted request.
    /// </summary>
    public Metric? PercentOf { get; init; }

    /// <summary>With <see cref="PercentOf"/>: a sum below this counts as none, however many percent it is; or null.</summary>
    public int? Floor { get; init; }

    public required Comparison Comparison { get; init; }

    public required double Threshold { get; init; }

    /// <summary>Seconds.</summary>
    public int Period { get; init; } = 60;

    /// <summary>Periods that are looked at.</summary>
    public required int Periods { get; init; }

    /// <summary>Periods among them that must breach.</summary>
    public required int Breaches { get; init; }

    public MissingData MissingData { get; init; } = MissingData.NotBreaching;

    /// <summary>Whether it takes a running deployment back.</summary>
    public bool RollsBack { get; init; }

    /// <summary>Whether people are told; else it is only shown, because they hear of it in another way.</summary>
    public bool Notifies { get; init; } = true;

    /// <summary>Whether people are told of its end, too.</summary>
    public bool TellsEnd { get; init; }

    /// <summary>Why it is as it is, for whoever reads the rule; or null.</summary>
    public string? Why { get; init; }
}
