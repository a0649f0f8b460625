namespace Railhead.Model;

public enum AlarmState
{
    Ok,
    Alarm,
}

/// <summary>Evaluates alarms as CloudWatch does.</summary>
public static class AlarmRules
{
    /// <param name="alarm">The rule.</param>
    /// <param name="values">A value per period, the newest last; null where nothing was measured.</param>
    public static AlarmState Evaluate(Alarm alarm, IReadOnlyList<double?> values)
    {
        var missing = Math.Max(0, alarm.Periods - values.Count);
        var breaches = values.TakeLast(alarm.Periods).Concat(Enumerable.Repeat((double?)null, missing)).Count(v => Breaches(alarm, v));
        return breaches >= alarm.Breaches ? AlarmState.Alarm : AlarmState.Ok;
    }

    static bool Breaches(Alarm alarm, double? value) => value is not { } measured
        ? alarm.MissingData == MissingData.Breaching
        : alarm.Comparison switch
        {
            Comparison.GreaterThan => measured > alarm.Threshold,
            Comparison.LessThan => measured < alarm.Threshold,
            _ => throw new InvalidOperationException($"comparison {alarm.Comparison}"),
        };
}
