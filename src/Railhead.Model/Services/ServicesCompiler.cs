namespace Railhead.Model;

/// <summary>Lays out the service: task definition, counts, scaling, images.</summary>
static class ServicesCompiler
{
    public const string App = "app";
    public const string Nginx = "nginx";

    public static Services Compile(Blueprint blueprint, Scope scope) =>
        new()
        {
            Cluster = scope.Base,
            Name = scope.Base,
            TaskDefinition = TaskDefinition(blueprint, scope),
            ReleaseTask = blueprint.Release is null
                ? null
                : new ReleaseTask(scope.Name("release"), blueprint.Release, 3600, LogGroups.Name(scope, LogGroups.Release)),
            Desired = blueprint.Service.Desired,
            Min = blueprint.Service.Min,
            Max = blueprint.Service.Max,
            Scaling = Scaling(blueprint.Service),
            Schedules = blueprint.Service.Schedules,
            // The first task stays on demand, so that an interruption of Spot never takes all.
            Capacity = scope.IsProduction ? [new("FARGATE", 0, 1)] : [new("FARGATE", 1, 1), new("FARGATE_SPOT", 0, 4)],
            HealthGracePeriod = 60,
            Repositories =
            [
                new(App, $"{scope.App}/{scope.Environment}/{App}", true, true, Math.Max(10, 2 * blueprint.Keep), 1),
                new(Nginx, $"{scope.App}/{scope.Environment}/{Nginx}", true, true, Math.Max(10, 2 * blueprint.Keep), 1),
            ],
        };

    static TaskDefinition TaskDefinition(Blueprint blueprint, Scope scope) =>
        new()
        {
            Family = scope.Base,
            Cpu = blueprint.Service.Cpu,
            Memory = blueprint.Service.Memory,
            Start = blueprint.Start,
            Static = blueprint.Static,
            Environment = blueprint.Env,
            Secrets = blueprint.Secrets,
            Contract = Contract(blueprint),
            Containers = [AppContainer(scope), NginxContainer(blueprint, scope)],
            StopTimeout = LoadBalancingCompiler.DeregistrationDelay * 2,
            CpuArchitecture = "X86_64",
        };

    static Container AppContainer(Scope scope) =>
        new()
        {
            Name = App,
            Repository = App,
            Port = Ports.App,
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
    static Container NginxContainer(Blueprint blueprint, Scope scope) =>
        new()
        {
            Name = Nginx,
            Repository = Nginx,
            Port = Ports.Nginx,
            Essential = true,
            DependsOn = [App],
            User = 10002,
            ReadOnlyRoot = true,
            WritablePaths = ["/tmp"],
            StopSignal = "SIGQUIT",
            HealthCheck = new ContainerHealthCheck(blueprint.Health.Path, blueprint.Health.Interval, blueprint.Health.Timeout, 3, 60),
            LogGroup = LogGroups.Name(scope, LogGroups.Nginx),
        };

    static List<ContractVariable> Contract(Blueprint blueprint)
    {
        var variables = new List<ContractVariable> { new(ContractVariables.Port, VariableSource.Task, null) };
        if (blueprint.Database is not null)
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
            new(ContractVariables.Region, VariableSource.Literal, blueprint.Region),
            new(ContractVariables.Revision, VariableSource.Deployment),
        ]);
        return variables;
    }

    static List<ScalingPolicy> Scaling(BlueprintService service)
    {
        var policies = new List<ScalingPolicy>();
        Add(ScalingMetric.Cpu, service.ScaleCpu);
        Add(ScalingMetric.Memory, service.ScaleMemory);
        Add(ScalingMetric.Requests, service.ScaleRequests);
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
