namespace Railhead.Model;

/// <summary>Says when people are to be woken.</summary>
static class AlarmCompiler
{
    public static IReadOnlyList<Alarm> Compile(Scope scope, Database? database) =>
        [.. OfService(scope), .. OfLoadBalancer(scope), .. OfPipeline(scope), .. database is null ? [] : OfDatabase(scope, database)];

    static IEnumerable<Alarm> OfService(Scope scope) =>
        [
            Above(
                scope,
                "cpu",
                "Tasks use more than 85 % of their CPU although scaling aims lower.",
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
                Why = "A metric in embedded format that is not well formed is dropped without a word; these two count them.",
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
                RollsBack = true,
                Why =
                    "A minute without errors has no value for them, and one without requests none at all. The load balancer's own errors (no target "
                    + "to send to) are in no request count: so the errors stand below the line where they are more than the requests. Fewer than "
                    + "five errors a minute count as none: one among two requests is 50 %, and no reason to take a deployment back.",
            },
            Above(
                scope,
                "latency",
                "One request in a hundred takes more than two seconds.",
                2,
                5,
                5,
                Metrics.LoadBalancer("TargetResponseTime", "p99")
            ) with
            {
                RollsBack = true,
                Why = "Below 100 requests a minute p99 is the slowest one, so it takes five such minutes in a row.",
            },
            Above(
                scope,
                "unhealthy-tasks",
                "Tasks fail their health checks.",
                0,
                5,
                3,
                Metrics.TargetGroup(Slot.Blue, "UnHealthyHostCount", "Maximum"),
                Metrics.TargetGroup(Slot.Green, "UnHealthyHostCount", "Maximum")
            ) with
            {
                Why = "CodeDeploy alternates the groups, and the idle one has no value: the sum is what serves.",
            },
            Above(
                scope,
                "no-healthy-task",
                "No task passes its health check.",
                1,
                3,
                3,
                Metrics.TargetGroup(Slot.Blue, "HealthyHostCount", "Minimum"),
                Metrics.TargetGroup(Slot.Green, "HealthyHostCount", "Minimum")
            ) with
            {
                Comparison = Comparison.LessThan,
                MissingData = MissingData.Breaching,
                RollsBack = true,
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
                "CodeDeploy has no metric of its own: this is how often the rule for failed deployments found one. The rule itself tells people, "
                + "with the reason; the alarm is for the dashboard and for CloudWatch's history.",
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
            Why = "In bytes, of the storage that the blueprint asks for. RDS adds storage by itself when less than a tenth is free.",
        };
        yield return Above(
            scope,
            "database-connections",
            "More than 80 % of the database's connections are taken.",
            Math.Floor(DatabaseClasses.MaxConnections(database.Class) * 0.8),
            5,
            5,
            Metrics.Database(id, "DatabaseConnections")
        ) with
        {
            Why = "Of the connections that RDS allows for the memory of this instance class.",
        };
        yield return Above(
            scope,
            "rotation-failed",
            "The rotation of the database's password failed. Tasks go on with the password that they have; Secrets Manager tries again.",
            0,
            1,
            1,
            Metrics.Function(scope.Name(RoleKeys.Rotation), "Errors")
        ) with
        {
            Period = 3600,
            Why =
                "Several tries in an hour are one alarm. It is over when an hour passes without a failed one, not when one has succeeded.",
        };
        foreach (var (replica, i) in database.ReplicaIdentifiers.Select((r, i) => (r, i + 1)))
        {
            yield return Above(
                scope,
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"replica-{i}-lag"),
                "A read replica has been more than a minute behind for ten minutes.",
                60,
                10,
                10,
                Metrics.Database(replica, "ReplicaLag")
            ) with
            {
                Why =
                    "Without writes PostgreSQL's figure climbs to five minutes and falls again: only ten minutes in a row mean something.",
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
