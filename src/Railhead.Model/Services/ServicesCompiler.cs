namespace Railhead.Model;

/// <summary>Lays out the service: task definition, counts, scaling, images.</summary>
static class ServicesCompiler
{
    public const string App = "app";
    public const string Nginx = "nginx";

    /// <summary>The images of a release.</summary>
    public static IReadOnlyList<string> ImageKeys { get; } = [App, Nginx];

    /// <summary>Images of all kinds that are kept, deployed or not.</summary>
    const int KeepBuilt = 20;

    public static Services Compile(Blueprint blueprint, Scope scope, HealthCheck health)
    {
        var counts = TaskCounts.Of(blueprint);
        // Each failed deployment leaves one more.
        var keepReleased = Math.Max(50, 2 * blueprint.Get(DeploymentKeys.Keep));
        return new Services
        {
            Cluster = scope.Base,
            Name = scope.Base,
            TaskDefinition = TaskDefinition(blueprint, scope, health),
            Isolation = blueprint.Get(ServiceKeys.Isolation),
            ReleaseTask = blueprint.Get(AppKeys.Release) is { } release
                ? new ReleaseTask(scope.Name("release"), release, 3600, LogGroups.Name(scope, LogGroups.Release))
                : null,
            Desired = counts.Desired,
            Min = counts.Min,
            Max = counts.Max,
            Scaling = Scaling(blueprint),
            Schedules = blueprint
                .Names(ServiceKeys.Schedules)
                .Select(name => new ScheduledScaling(
                    name,
                    blueprint.Get(ServiceKeys.ScheduleCron, name),
                    blueprint.Get(ServiceKeys.ScheduleMin, name),
                    blueprint.Get(ServiceKeys.ScheduleMax, name)
                ))
                .ToList(),
            // The first task stays on demand, so that an interruption of Spot never takes all.
            Capacity = scope.IsProduction ? [new("FARGATE", 0, 1)] : [new("FARGATE", 1, 1), new("FARGATE_SPOT", 0, 4)],
            HealthGracePeriod = blueprint.Get(HealthKeys.Start),
            Repositories =
            [
                new(App, Naming.Repository(scope.App, scope.Environment, App), true, true, keepReleased, KeepBuilt, 1),
                new(Nginx, Naming.Repository(scope.App, scope.Environment, Nginx), true, true, keepReleased, KeepBuilt, 1),
            ],
        };
    }

    static TaskDefinition TaskDefinition(Blueprint blueprint, Scope scope, HealthCheck health) =>
        new()
        {
            Family = scope.Base,
            Cpu = blueprint.Get(ServiceKeys.Cpu),
            Memory = blueprint.Get(ServiceKeys.Memory),
            Start = blueprint.Get(AppKeys.Start),
            Static = blueprint.Get(SourceKeys.StaticPath),
            StaticCache = blueprint.Get(SourceKeys.StaticCache),
            Environment = Variables(blueprint),
            Secrets = blueprint.Get(VariableKeys.Secrets),
            Contract = Contract(blueprint),
            Containers = [AppContainer(scope), NginxContainer(health, blueprint.Get(HealthKeys.Start), scope)],
            StopTimeout = LoadBalancingCompiler.DeregistrationDelay * 2,
            CpuArchitecture = "X86_64",
        };

    static Container AppContainer(Scope scope) =>
        new()
        {
            Name = App,
            Repository = App,
            Port = WellKnownPorts.App,
            Essential = true,
            DependsOn = [],
            User = 10001,
            ReadOnlyRoot = true,
            WritablePaths = ["/tmp"],
            StopSignal = "SIGTERM",
            HealthCheck = null,
            LogGroup = LogGroups.Name(scope, LogGroups.App),
        };

    /// <summary>Stops before the app, which it needs to answer the last requests.</summary>
    static Container NginxContainer(HealthCheck health, int start, Scope scope) =>
        new()
        {
            Name = Nginx,
            Repository = Nginx,
            Port = WellKnownPorts.Nginx,
            Essential = true,
            DependsOn = [App],
            User = 10002,
            ReadOnlyRoot = true,
            WritablePaths = ["/tmp"],
            StopSignal = "SIGQUIT",
            HealthCheck = new ContainerHealthCheck(
                health.Interval,
                health.Timeout,
                3,
                Math.Min(start, ContainerHealthCheck.LongestStartPeriod)
            ),
            LogGroup = LogGroups.Name(scope, LogGroups.Nginx),
        };

    static OrderedDictionary<string, string> Variables(Blueprint blueprint)
    {
        var variables = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in blueprint.Names(VariableKeys.Variables))
        {
            variables.Add(name, blueprint.Get(VariableKeys.Variable, name));
        }
        return variables;
    }

    static List<ContractVariable> Contract(Blueprint blueprint)
    {
        var variables = new List<ContractVariable> { new(ContractVariables.Port, VariableSource.Task, null) };
        if (DatabaseKeys.IsOn(blueprint))
        {
            variables.AddRange([
                new(ContractVariables.DatabaseName, VariableSource.Secret, Secret: SecretKeys.Database, Field: "dbname"),
                new(ContractVariables.DatabaseUsername, VariableSource.Secret, Secret: SecretKeys.Database, Field: "username"),
                new(ContractVariables.DatabasePassword, VariableSource.Secret, Secret: SecretKeys.Database, Field: "password"),
                new(ContractVariables.DatabaseHost, VariableSource.Secret, Secret: SecretKeys.Database, Field: "host"),
                new(ContractVariables.DatabasePort, VariableSource.Secret, Secret: SecretKeys.Database, Field: "port"),
                new(ContractVariables.DatabaseUrl, VariableSource.Composed),
            ]);
        }
        variables.AddRange([
            new(ContractVariables.Bucket, VariableSource.Secret, Secret: SecretKeys.Storage, Field: "bucket"),
            new(ContractVariables.BucketRegion, VariableSource.Secret, Secret: SecretKeys.Storage, Field: "region"),
            new(ContractVariables.Endpoint, VariableSource.Secret, Secret: SecretKeys.Endpoint, Field: "host"),
            new(ContractVariables.Region, VariableSource.Literal, blueprint.Get(NetworkKeys.Region)),
            new(ContractVariables.Revision, VariableSource.Deployment),
        ]);
        return variables;
    }

    static List<ScalingPolicy> Scaling(Blueprint blueprint)
    {
        var policies = new List<ScalingPolicy>();
        Add(ScalingMetric.Cpu, blueprint.Get(ServiceKeys.ScaleCpu));
        Add(ScalingMetric.Memory, blueprint.Get(ServiceKeys.ScaleMemory));
        Add(ScalingMetric.Requests, blueprint.Get(ServiceKeys.ScaleRequests));
        return policies;

        void Add(ScalingMetric metric, int? target)
        {
            if (target is { } value)
            {
                policies.Add(new ScalingPolicy(metric, value, 60, 300));
            }
        }
    }
}
