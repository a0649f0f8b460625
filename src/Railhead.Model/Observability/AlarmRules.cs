namespace Railhead.Model;

/// <summary>Evaluates alarms as CloudWatch does.</summary>
public static class AlarmRules
{
    /// <summary>The value of a period, from the measurements in it.</summary>
    /// <param name="alarm">The rule.</param>
    /// <param name="measured">A value for each of the alarm's metrics; null where nothing was measured.</param>
    /// <param name="whole">Of <see cref="Alarm.PercentOf"/>.</param>
    public static double? Value(Alarm alarm, IReadOnlyList<double?> measured, double? whole = null)
    {
        if (whole is null && measured.All(value => value is null))
        {
            return null;
        }

        var sum = measured.Sum(value => value ?? 0);
        if (alarm.PercentOf is null)
        {
            return sum;
        }

        return sum >= (alarm.Floor ?? 1) ? 100 * sum / Math.Max(sum, whole ?? 0) : 0;
    }

    /// <param name="alarm">The rule.</param>
    /// <param name="values">A value per period, the newest last; null where nothing was measured.</param>
    public static AlarmState Evaluate(Alarm alarm, IReadOnlyList<double?> values)
    {
        var missing = Math.Max(0, alarm.Periods - values.Count);
        var breaches = values.TakeLast(alarm.Periods).Concat(Enumerable.Repeat((double?)null, missing)).Count(v => Breaches(alarm, v));
        return breaches >= alarm.Breaches ? AlarmState.Alarm : AlarmState.Ok;
    }

    static bool Breaches(Alarm alarm, double? value) =>
        value is not { } measured
            ? alarm.MissingData == MissingData.Breaching
            : alarm.Comparison switch
            {
                Comparison.GreaterThan => measured > alarm.Threshold,
                Comparison.LessThan => measured < alarm.Threshold,
                _ => throw new InvalidOperationException($"comparison {alarm.Comparison}"),
            };
}
