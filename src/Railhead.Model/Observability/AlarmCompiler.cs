namespace Railhead.Model;

/// <summary>Says when people are to be woken.</summary>
internal static class AlarmCompiler
{
    public static IReadOnlyList<Alarm> Compile(Scope scope, Database? database) =>
        [.. OfService(scope), .. OfLoadBalancer(scope), .. database is null ? [] : OfDatabase(scope, database)];

    static IEnumerable<Alarm> OfService(Scope scope) =>
    [
        Above(scope, "cpu", "Tasks use more than 85 % of their CPU although scaling aims lower.", 85, 5, 5, Metrics.Service(scope, "CPUUtilization")),
        Above(scope, "memory", "Tasks use more than 90 % of their memory.", 90, 5, 5, Metrics.Service(scope, "MemoryUtilization")),
        Above(scope, "app-errors", "The app logs more than ten errors a minute.", 10, 5, 3,
            Metrics.Own(scope, ObservabilityCompiler.ErrorMetric, "Sum")),
    ];

    static IEnumerable<Alarm> OfLoadBalancer(Scope scope) =>
    [
        Above(scope, "5xx", "More than 5 % of the requests are answered with 5xx.", 5, 5, 3,
            Metrics.LoadBalancer("HTTPCode_Target_5XX_Count", "Sum"), Metrics.LoadBalancer("HTTPCode_ELB_5XX_Count", "Sum")) with
        {
            PercentOf = Metrics.LoadBalancer("RequestCount", "Sum"),
            RollsBack = true,
        },
        Above(scope, "latency", "One request in a hundred takes more than two seconds.", 2, 5, 5,
            Metrics.LoadBalancer("TargetResponseTime", "p99")) with { RollsBack = true },
        // CodeDeploy alternates the groups, and the idle one has no targets: the sum is what serves.
        Above(scope, "unhealthy-tasks", "Tasks fail their health checks.", 0, 5, 3,
            Metrics.TargetGroup(Slot.Blue, "UnHealthyHostCount", "Maximum"), Metrics.TargetGroup(Slot.Green, "UnHealthyHostCount", "Maximum")),
        Above(scope, "no-healthy-task", "No task passes its health check.", 1, 3, 3,
            Metrics.TargetGroup(Slot.Blue, "HealthyHostCount", "Minimum"), Metrics.TargetGroup(Slot.Green, "HealthyHostCount", "Minimum")) with
        {
            Comparison = Comparison.LessThan,
            MissingData = MissingData.Breaching,
            RollsBack = true,
        },
    ];

    static IEnumerable<Alarm> OfDatabase(Scope scope, Database database)
    {
        var id = database.Identifier;
        yield return Above(scope, "database-cpu", "The database uses more than 80 % of its CPU.", 80, 10, 10, Metrics.Database(id, "CPUUtilization"));
        yield return Above(scope, "database-storage", "Less than 15 % of the database's storage is free.", database.Storage * 0.15 * Gibibyte, 5, 5,
            Metrics.Database(id, "FreeStorageSpace")) with
        { Comparison = Comparison.LessThan };
        yield return Above(scope, "database-connections", "More than 80 % of the database's connections are taken.",
            Math.Floor(DatabaseClasses.MaxConnections(database.Class) * 0.8), 5, 5, Metrics.Database(id, "DatabaseConnections"));
        foreach (var (replica, i) in database.ReplicaIdentifiers.Select((r, i) => (r, i + 1)))
        {
            yield return Above(scope, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"replica-{i}-lag"),
                "A read replica is more than a minute behind.", 60, 5, 5, Metrics.Database(replica, "ReplicaLag"));
        }
    }

    static Alarm Above(
        Scope scope, string key, string description, double threshold, int periods, int breaches, params IReadOnlyList<Metric> metrics)
    {
        return new Alarm
        {
            Name = scope.Name(key),
            Description = description,
            Metrics = metrics,
            Comparison = Comparison.GreaterThan,
            Threshold = threshold,
            Periods = periods,
            Breaches = breaches,
        };
    }

    const double Gibibyte = 1024.0 * 1024 * 1024;
}
