namespace Railhead.Model;

/// <summary>Lays out logs, alarms, topic and dashboard.</summary>
static class ObservabilityCompiler
{
    public const string ErrorMetric = "Errors";
    public const string MetricLines = "MetricLines";

    /// <summary>The words of frameworks (Rails, Python, Java, Go, .NET's console), and of a runtime that crashes.</summary>
    const string ErrorPattern = "?ERROR ?FATAL ?CRITICAL ?\"fail:\" ?\"crit:\" ?\"Unhandled exception\"";

    public static Observability Compile(
        Blueprint blueprint,
        Scope scope,
        Network network,
        Database? database,
        Storage storage,
        IReadOnlyList<Alarm> alarms
    )
    {
        return new Observability
        {
            LogRetentionDays = blueprint.Get(OperationKeys.RetentionDays),
            LogGroups = Groups(blueprint, scope, network, database),
            MetricNamespace = Metrics.Namespace(scope),
            MetricFilters =
            [
                new(
                    "app-errors",
                    scope.Name("app-errors"),
                    LogGroups.Name(scope, LogGroups.App),
                    ErrorPattern,
                    Metrics.Namespace(scope),
                    ErrorMetric
                ),
                // The metrics in them are taken by CloudWatch itself; this counts the lines.
                new(
                    "app-metrics",
                    scope.Name("app-metrics"),
                    LogGroups.Name(scope, LogGroups.App),
                    "{ $._aws.Timestamp > 0 }",
                    Metrics.Namespace(scope),
                    MetricLines
                ),
            ],
            Alarms = alarms,
            Topics = [new Topic(scope.Name("alarms"), blueprint.Get(OperationKeys.AlarmEmails))],
            Events = Enum.GetValues<NotifiedEvent>()
                .Where(e => e != NotifiedEvent.DatabaseFailover || database is not null)
                .Select(e => new Notification(e, EventName(scope, e)))
                .ToList(),
            Dashboard = new Dashboard(scope.Base, Rows(scope, database, storage)),
        };
    }

    /// <summary>The name of the rule that matches the event. Its metrics have the same name.</summary>
    public static string EventName(Scope scope, NotifiedEvent notified) =>
        scope.Name(
            notified switch
            {
                NotifiedEvent.PipelineFailed => "pipeline-failed",
                NotifiedEvent.DeploymentFailed => "deployment-failed",
                NotifiedEvent.DeploymentRolledBack => "deployment-stopped",
                NotifiedEvent.TaskStoppedUnexpectedly => "task-stopped",
                NotifiedEvent.DatabaseFailover => "database-event",
                NotifiedEvent.ImageFinding => "image-finding",
                NotifiedEvent.ThreatFinding => "threat-finding",
                _ => throw new InvalidOperationException($"event {notified}"),
            }
        );

    static List<LogGroup> Groups(Blueprint blueprint, Scope scope, Network network, Database? database)
    {
        var days = blueprint.Get(OperationKeys.RetentionDays);
        var groups = new List<LogGroup>
        {
            new(LogGroups.App, LogGroups.Name(scope, LogGroups.App), days),
            new(LogGroups.Nginx, LogGroups.Name(scope, LogGroups.Nginx), days),
            new(LogGroups.Build, LogGroups.Name(scope, LogGroups.Build), days),
            new(LogGroups.FlowLogs, network.FlowLogGroup, days),
            // ECS writes it under this name; made beforehand, it has a retention.
            new(LogGroups.Events, LogGroups.EventsName(scope), days),
            new(LogGroups.Insights, $"/aws/ecs/containerinsights/{scope.Base}/performance", days),
        };
        if (blueprint.Get(NetworkKeys.Waf))
        {
            // WAF takes no other prefix.
            groups.Add(new LogGroup(LogGroups.Firewall, $"aws-waf-logs-{scope.Base}", days));
        }
        if (blueprint.Get(AppKeys.Release) is not null)
        {
            groups.Add(new LogGroup(LogGroups.Release, LogGroups.Name(scope, LogGroups.Release), days));
        }
        if (database is not null)
        {
            // RDS chooses these names.
            groups.AddRange(
                database
                    .ReplicaIdentifiers.Select((id, i) => (Id: id, Key: $"replica-{i + 1}"))
                    .Prepend((Id: database.Identifier, Key: LogGroups.Database))
                    .SelectMany(server =>
                        database.Monitoring.LogExports.Select(export => new LogGroup(
                            $"{server.Key}-{export}",
                            $"/aws/rds/instance/{server.Id}/{export}",
                            days
                        ))
                    )
            );
            groups.Add(new LogGroup(LogGroups.DatabaseRole, LogGroups.Name(scope, LogGroups.DatabaseRole), days));
            // Lambda's choice.
            groups.Add(new LogGroup(LogGroups.Rotation, $"/aws/lambda/{scope.Name(RoleKeys.Rotation)}", days));
        }
        return groups;
    }

    static List<DashboardRow> Rows(Scope scope, Database? database, Storage storage)
    {
        var rows = new List<DashboardRow>
        {
            new(
                "Load balancing",
                [
                    new("Requests", [Metrics.LoadBalancer("RequestCount", "Sum")]),
                    new(
                        "Errors",
                        [
                            Metrics.LoadBalancer("HTTPCode_Target_5XX_Count", "Sum"),
                            Metrics.LoadBalancer("HTTPCode_ELB_5XX_Count", "Sum"),
                            Metrics.LoadBalancer("HTTPCode_Target_4XX_Count", "Sum"),
                        ]
                    ),
                    new(
                        "Response time",
                        [Metrics.LoadBalancer("TargetResponseTime", "p50"), Metrics.LoadBalancer("TargetResponseTime", "p99")]
                    ),
                    new(
                        "Healthy tasks",
                        [
                            Metrics.TargetGroup(TargetGroupKey.Blue, "HealthyHostCount", "Minimum"),
                            Metrics.TargetGroup(TargetGroupKey.Green, "HealthyHostCount", "Minimum"),
                        ]
                    ),
                ]
            ),
            new(
                "Services",
                [
                    new("CPU", [Metrics.Service(scope, "CPUUtilization"), Metrics.Service(scope, "CPUUtilization", "Maximum")]),
                    new("Memory", [Metrics.Service(scope, "MemoryUtilization"), Metrics.Service(scope, "MemoryUtilization", "Maximum")]),
                    new("Errors in the log", [Metrics.Own(scope, ErrorMetric, "Sum")]),
                    new(
                        "Metrics in the log",
                        [
                            Metrics.Own(scope, MetricLines, "Sum"),
                            Metrics.Log(scope, LogGroups.App, "EMFParsingErrors"),
                            Metrics.Log(scope, LogGroups.App, "EMFValidationErrors"),
                        ]
                    ),
                ]
            ),
            new(
                "Pipeline",
                [
                    new(
                        "Failures",
                        new[] { NotifiedEvent.PipelineFailed, NotifiedEvent.DeploymentFailed, NotifiedEvent.DeploymentRolledBack }
                            .Select(e => Metrics.Rule(EventName(scope, e)))
                            .ToList()
                    ),
                    new(
                        "Length of builds, seconds",
                        [Metrics.Build(scope, "Duration", "Average"), Metrics.Build(scope, "Duration", "Maximum")]
                    ),
                ]
            ),
        };
        if (database is not null)
        {
            var id = database.Identifier;
            rows.Add(
                new(
                    "Database",
                    [
                        new("CPU", [Metrics.Database(id, "CPUUtilization")]),
                        new("Connections", [Metrics.Database(id, "DatabaseConnections")]),
                        new("Free storage", [Metrics.Database(id, "FreeStorageSpace")]),
                        new("Latency", [Metrics.Database(id, "ReadLatency"), Metrics.Database(id, "WriteLatency")]),
                        .. database.ReplicaIdentifiers.Count == 0
                            ? []
                            : new DashboardWidget[]
                            {
                                new("Replica lag", database.ReplicaIdentifiers.Select(r => Metrics.Database(r, "ReplicaLag")).ToList()),
                            },
                    ]
                )
            );
        }
        rows.Add(
            new(
                "Storage",
                [
                    new("Bytes", storage.Buckets.Select(b => Metrics.Bucket(b, "BucketSizeBytes", "StandardStorage")).ToList()),
                    new("Objects", storage.Buckets.Select(b => Metrics.Bucket(b, "NumberOfObjects", "AllStorageTypes")).ToList()),
                ]
            )
        );
        rows.Add(new("Network", [new("Through NAT", [Metrics.Nat("BytesOutToDestination"), Metrics.Nat("ErrorPortAllocation")])]));
        return rows;
    }
}
