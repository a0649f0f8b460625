namespace Railhead.Model;

/// <summary>Says when people are to be woken.</summary>
static class AlarmCompiler
{
    /// <param name="scope">The parts of the names.</param>
    /// <param name="database">Or null.</param>
    /// <param name="rollbackOn">Keys of the alarms that take back a deployment.</param>
    public static IReadOnlyList<Alarm> Compile(Scope scope, Database? database, IReadOnlyList<string> rollbackOn) =>
        OfService(scope)
            .Concat(OfLoadBalancer(scope))
            .Concat(OfPipeline(scope))
            .Concat(database is null ? [] : OfDatabase(scope, database))
            .Select(alarm => alarm with { RollsBack = rollbackOn.Contains(alarm.Key) })
            .ToList();

    static IEnumerable<Alarm> OfService(Scope scope) =>
        [
            Above(
                scope,
                "cpu",
                "Tasks use more than 85 % of their CPU, above the target of auto scaling.",
                85,
                5,
                5,
                Metrics.Service(scope, "CPUUtilization")
            ),
            Above(scope, "memory", "Tasks use more than 90 % of their memory.", 90, 5, 5, Metrics.Service(scope, "MemoryUtilization")),
            Above(
                scope,
                "app-errors",
                "The app logs more than ten errors a minute.",
                10,
                5,
                3,
                Metrics.Own(scope, ObservabilityCompiler.ErrorMetric, "Sum")
            ),
            Above(
                scope,
                "metric-format",
                "CloudWatch cannot read metrics that the app writes into its log.",
                0,
                15,
                3,
                Metrics.Log(scope, LogGroups.App, "EMFParsingErrors"),
                Metrics.Log(scope, LogGroups.App, "EMFValidationErrors")
            ) with
            {
                Why = "CloudWatch drops malformed metrics in embedded metric format silently. These two metrics count them.",
            },
        ];

    static IEnumerable<Alarm> OfLoadBalancer(Scope scope) =>
        [
            Above(
                scope,
                "server-errors",
                "More than 5 % of the requests are answered with 5xx.",
                5,
                5,
                3,
                Metrics.LoadBalancer("HTTPCode_Target_5XX_Count", "Sum"),
                Metrics.LoadBalancer("HTTPCode_ELB_5XX_Count", "Sum")
            ) with
            {
                PercentOf = Metrics.LoadBalancer("RequestCount", "Sum"),
                Floor = 5,
                Why =
                    "A minute without errors has no error value, and a minute without requests has no value at all. The load "
                    + "balancer's own errors "
                    + "(no healthy target) are not in the request count, so there can be more errors than requests: hence MAX. Fewer than five "
                    + "errors a minute count as none: one of two requests is 50 %, but no reason to roll back.",
            },
            Above(
                scope,
                "latency",
                "One in a hundred requests takes more than two seconds.",
                2,
                5,
                5,
                Metrics.LoadBalancer("TargetResponseTime", "p99")
            ) with
            {
                Why = "Below 100 requests a minute, p99 is the slowest request, so the alarm needs five such minutes in a row.",
            },
            Above(
                scope,
                "unhealthy-tasks",
                "Tasks fail their health checks.",
                0,
                5,
                3,
                Metrics.TargetGroup(TargetGroupKey.Blue, "UnHealthyHostCount", "Maximum"),
                Metrics.TargetGroup(TargetGroupKey.Green, "UnHealthyHostCount", "Maximum")
            ) with
            {
                Why = "CodeDeploy alternates between the groups. The idle one has no value, so the sum is that of the serving group.",
            },
            Above(
                scope,
                "no-healthy-task",
                "No task passes its health check.",
                1,
                3,
                3,
                Metrics.TargetGroup(TargetGroupKey.Blue, "HealthyHostCount", "Minimum"),
                Metrics.TargetGroup(TargetGroupKey.Green, "HealthyHostCount", "Minimum")
            ) with
            {
                Comparison = Comparison.LessThan,
                MissingData = MissingData.Breaching,
            },
        ];

    static IEnumerable<Alarm> OfPipeline(Scope scope)
    {
        yield return Above(
            scope,
            "deployment-failed",
            "A deployment failed within the last five minutes.",
            0,
            1,
            1,
            Metrics.Rule(ObservabilityCompiler.EventName(scope, NotifiedEvent.DeploymentFailed))
        ) with
        {
            Period = 300,
            Notifies = false,
            Why =
                "CodeDeploy has no metrics, so this counts the matches of the event rule for failed deployments. That rule "
                + "already notifies people; "
                + "this alarm is for the dashboard and the alarm history.",
        };
    }

    static IEnumerable<Alarm> OfDatabase(Scope scope, Database database)
    {
        var id = database.Identifier;
        yield return Above(
            scope,
            "database-cpu",
            "The database uses more than 80 % of its CPU.",
            80,
            10,
            10,
            Metrics.Database(id, "CPUUtilization")
        );
        yield return Above(
            scope,
            "database-storage",
            "Less than 15 % of the database's storage is free.",
            database.Storage * 0.15 * Gibibyte,
            5,
            5,
            Metrics.Database(id, "FreeStorageSpace")
        ) with
        {
            Comparison = Comparison.LessThan,
            Why = "In bytes, relative to the storage in railhead.yaml. RDS adds storage itself when less than 10 % is free.",
        };
        yield return Above(
            scope,
            "database-connections",
            "More than 80 % of the database's connections are in use.",
            Math.Floor(DatabaseClasses.MaxConnections(database.Class) * 0.8),
            5,
            5,
            Metrics.Database(id, "DatabaseConnections")
        ) with
        {
            Why = "Relative to the connections that RDS allows for the memory of this instance class.",
        };
        yield return Above(
            scope,
            "rotation-failed",
            "The rotation of the database password failed. Tasks keep using the current password; Secrets Manager retries.",
            0,
            1,
            1,
            Metrics.Function(scope.Name(RoleKeys.Rotation), "Errors")
        ) with
        {
            Period = 3600,
            Why = "Several failures within an hour are one alarm. It ends after an hour without a failure, not after a success.",
        };
        foreach (var (replica, i) in database.ReplicaIdentifiers.Select((r, i) => (r, i + 1)))
        {
            yield return Above(
                scope,
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"replica-{i}-lag"),
                "A read replica has lagged by more than a minute for ten minutes.",
                60,
                10,
                10,
                Metrics.Database(replica, "ReplicaLag")
            ) with
            {
                Why =
                    "Without writes, the lag that PostgreSQL reports climbs to five minutes and falls again, so only ten "
                    + "minutes in a row count.",
            };
        }
    }

    static Alarm Above(
        Scope scope,
        string key,
        string description,
        double threshold,
        int periods,
        int breaches,
        params IReadOnlyList<Metric> metrics
    )
    {
        return new Alarm
        {
            Key = key,
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
