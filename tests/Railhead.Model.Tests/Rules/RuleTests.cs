namespace Railhead.Model.Tests;

public class RuleTests
{
    [Theory]
    [InlineData(StrategyKind.AllAtOnce, 100, 0, "0:100")]
    [InlineData(StrategyKind.Canary, 10, 5, "0:10 5:100")]
    [InlineData(StrategyKind.Linear, 50, 2, "0:50 2:100")]
    [InlineData(StrategyKind.Linear, 30, 1, "0:30 1:60 2:90 3:100")]
    public void Traffic_moves_in_the_steps_of_the_strategy(StrategyKind kind, int percent, int minutes, string steps) =>
        Assert.Equal(
            steps,
            string.Join(' ', TrafficSchedule.Steps(new(kind, percent, minutes)).Select(s => $"{s.After.TotalMinutes}:{s.Percent}"))
        );

    [Theory]
    [InlineData(4, 90.0, null, 6)]
    [InlineData(4, 60.0, null, 4)]
    [InlineData(4, 56.0, null, 4)]
    [InlineData(4, 30.0, null, 2)]
    [InlineData(4, 30.0, 70.0, 4)]
    [InlineData(4, 30.0, 140.0, 8)]
    [InlineData(4, 600.0, null, 10)]
    [InlineData(4, 0.0, 0.0, 2)]
    [InlineData(4, null, null, 4)]
    public void Scaling_brings_each_metric_to_its_target(int current, double? cpu, double? memory, int desired)
    {
        var services = Read.Architecture("service: { min: 2, max: 10 }\n").Services;
        var measured = new Dictionary<ScalingMetric, double>();
        if (cpu is { } c)
        {
            measured[ScalingMetric.Cpu] = c;
        }
        measured[ScalingMetric.Memory] = memory ?? (cpu is null ? 70 : 0);
        Assert.Equal(desired, ScalingRules.Desired(services, current, measured));
    }

    [Theory]
    [InlineData("5,6,7,5,5", AlarmState.Alarm)]
    [InlineData("1,6,7,1,6", AlarmState.Alarm)]
    [InlineData("6,7,8,1,1,1,1", AlarmState.Ok)]
    [InlineData("6,7", AlarmState.Ok)]
    [InlineData("6,-,7,-,8", AlarmState.Alarm)]
    [InlineData("", AlarmState.Ok)]
    public void An_alarm_needs_enough_breaches_among_its_last_periods(string values, AlarmState state)
    {
        var alarm = Read.Architecture("").Observability.Alarms.Single(a => a.Name == "guestbook-local-server-errors") with
        {
            Threshold = 4.5,
            Breaches = 3,
        };
        Assert.Equal(state, AlarmRules.Evaluate(alarm, Values(values)));
    }

    [Theory]
    [InlineData("1,-", 2.0, 0.0)]
    [InlineData("4,-", 4.0, 0.0)]
    [InlineData("3,2", 50.0, 10.0)]
    [InlineData("-,8", 2.0, 100.0)]
    [InlineData("-,8", null, 100.0)]
    [InlineData("-,-", 50.0, 0.0)]
    [InlineData("-,-", null, null)]
    public void A_few_errors_among_few_requests_are_none(string errors, double? requests, double? percent)
    {
        var alarm = Read.Architecture("").Observability.Alarms.Single(a => a.Key == "server-errors");
        Assert.Equal(percent, AlarmRules.Value(alarm, Values(errors), requests));
    }

    [Fact]
    public void An_alarm_without_a_whole_compares_the_sum()
    {
        var alarm = Read.Architecture("").Observability.Alarms.Single(a => a.Key == "unhealthy-tasks");
        Assert.Equal(2, AlarmRules.Value(alarm, [null, 2]));
        Assert.Null(AlarmRules.Value(alarm, [null, null]));
    }

    [Fact]
    public void A_failed_rotation_is_told_where_there_is_a_database()
    {
        var alarm = Read.Architecture("").Observability.Alarms.Single(a => a.Key == "rotation-failed");
        Assert.Equal(("guestbook-local-rotation", true), (alarm.Metrics[0].Dimensions["FunctionName"], alarm.Notifies));
        Assert.Equal(AlarmState.Alarm, AlarmRules.Evaluate(alarm, [1]));
        Assert.DoesNotContain(Read.Architecture("database: none\n").Observability.Alarms, a => a.Key == "rotation-failed");
    }

    [Fact]
    public void Missing_data_counts_as_the_alarm_says()
    {
        var alarm = Read.Architecture("").Observability.Alarms.Single(a => a.Name == "guestbook-local-no-healthy-task");
        Assert.Equal(AlarmState.Alarm, AlarmRules.Evaluate(alarm, []));
        Assert.Equal(AlarmState.Ok, AlarmRules.Evaluate(alarm, [2, 2, 1]));
    }

    [Theory]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-30T23:59:59Z", false)]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-31T00:00:00Z", true)]
    [InlineData("2026-01-01T10:00:00Z", "2026-01-31T23:59:59Z", false)]
    [InlineData("2026-01-01T10:00:00Z", "2026-02-01T00:00:00Z", true)]
    public void Objects_expire_at_the_midnight_after_their_days(string written, string now, bool expired)
    {
        var rules = Read.Architecture("storage: { buckets: { files: { expire_days: 30 } } }\n").Storage.Buckets[0].Lifecycle;
        Assert.Equal(expired, LifecycleRules.IsExpired(rules, "a/b", Time(written), Time(now)));
        Assert.False(LifecycleRules.IsExpired([rules[0] with { Prefix = "x/" }], "a/b", Time(written), Time(now)));
    }

    [Fact]
    public void Abandoned_uploads_and_old_versions_go_too()
    {
        var rules = Read.Architecture("").Storage.Buckets[0].Lifecycle;
        var begun = Time("2026-01-01T00:00:00Z");
        Assert.True(LifecycleRules.IsUploadAbandoned(rules, "x", begun, begun.AddDays(7)));
        Assert.False(LifecycleRules.IsUploadAbandoned(rules, "x", begun, begun.AddDays(6)));
        Assert.True(LifecycleRules.IsNoncurrentExpired(rules, "x", begun, begun.AddDays(90)));
        Assert.False(LifecycleRules.IsExpired(rules, "x", begun, begun.AddYears(9)));
    }

    [Fact]
    public void A_password_cannot_break_the_database_url() =>
        Assert.Equal(
            "postgres://app:p%40s%2Fs%3Aw%20%27@127.0.0.1:5432/app",
            DatabaseUrl.Compose("app", "p@s/s:w '", "127.0.0.1", 5432, "app")
        );

    static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    static List<double?> Values(string text) =>
        text.Length == 0
            ? []
            : text.Split(',')
                .Select(v => v == "-" ? (double?)null : double.Parse(v, System.Globalization.CultureInfo.InvariantCulture))
                .ToList();
}
