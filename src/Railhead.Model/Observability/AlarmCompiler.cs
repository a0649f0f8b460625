namespace Railhead.Model;

/// <summary>Says when people are to be woken.</summary>
static class AlarmCompiler
{
    /// <summary>Users notice these, so people also want to know when they are over.</summary>
    static readonly string[] Outages = ["server-errors", "no-healthy-task"];

    /// <param name="scope">The parts of the names.</param>
    /// <param name="network">Its NAT gateways.</param>
    /// <param name="balancing">Its certificate.</param>
    /// <param name="database">Or null.</param>
    /// <param name="engine">Moves the traffic.</param>
    /// <param name="rollbackOn">Keys of the alarms that take back a deployment.</param>
    public static IReadOnlyList<Alarm> Compile(
        Scope scope,
        Network network,
        LoadBalancing balancing,
        Database? database,
        DeploymentEngine engine,
        IReadOnlyList<string> rollbackOn
    ) =>
        OfService(scope)
            .Concat(OfLoadBalancer(scope, engine))
            .Concat(OfNetwork(scope, network, balancing))
            .Concat(OfPipeline(scope, engine))
            .Concat(database is null ? [] : DatabaseAlarms.Compile(scope, database))
            .Select(alarm => alarm with { RollsBack = rollbackOn.Contains(alarm.Key), TellsEnd = Outages.Contains(alarm.Key) })
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
            Above(
                scope,
                "task-stopped",
                "Tasks stopped unexpectedly within the last 15 minutes. ECS starts new ones; the events are in the log group "
                    + $"{LogGroups.EventsName(scope)}.",
                0,
                1,
                1,
                Metrics.Rule(ObservabilityCompiler.EventName(scope, NotifiedEvent.TaskStoppedUnexpectedly))
            ) with
            {
                Period = 900,
                Why = "A crash loop is one alarm, however many tasks it stops.",
            },
        ];

    static IEnumerable<Alarm> OfLoadBalancer(Scope scope, DeploymentEngine engine) =>
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
                "connection-errors",
                "The load balancer cannot connect to tasks.",
                10,
                5,
                3,
                Metrics.LoadBalancer("TargetConnectionErrorCount", "Sum")
            ),
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
                Why =
                    $"{engine.Title()} alternates between the groups. The idle one has no value, so the sum is that of the serving group.",
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

    static IEnumerable<Alarm> OfNetwork(Scope scope, Network network, LoadBalancing balancing)
    {
        yield return Above(
            scope,
            "nat-ports",
            "A NAT gateway has no free port for a connection: tasks fail to reach a server on the Internet.",
            0,
            5,
            3,
            network.NatZones.Select(zone => Metrics.Nat("ErrorPortAllocation", zone)).ToList()
        ) with
        {
            Why = "A NAT gateway has 55,000 ports for each server and port. Connections that are opened for each request exhaust them.",
        };
        if (balancing.Domain is not null)
        {
            yield return Above(
                scope,
                "certificate-expiry",
                "The certificate expires in less than 30 days.",
                30,
                1,
                1,
                Metrics.Certificate("DaysToExpiry")
            ) with
            {
                Comparison = Comparison.LessThan,
                Period = 86_400,
                Why = "ACM renews a certificate 60 days before it expires, unless its DNS record is missing.",
            };
        }
    }

    static IEnumerable<Alarm> OfPipeline(Scope scope, DeploymentEngine engine)
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
                (engine == DeploymentEngine.Ecs ? "ECS has no metric of failed deployments" : "CodeDeploy has no metrics")
                + ", so this counts the matches of the event rule for failed deployments. That rule "
                + "already notifies people; "
                + "this alarm is for the dashboard and the alarm history.",
        };
    }

    /// <summary>An alarm that goes off while the metrics' sum is above a threshold.</summary>
    internal static Alarm Above(
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
}
