namespace Railhead.Model;

/// <summary>Puts the values that hold in one environment into a <see cref="Blueprint"/>.</summary>
static class BlueprintBinder
{
    public static Blueprint Bind(LayeredSettings settings, string environment)
    {
        var tier = Tiers.Of(environment);
        return new Blueprint
        {
            App = settings.Get(BlueprintKeys.App),
            Build = settings.Get(BlueprintKeys.Build),
            Release = settings.Get(BlueprintKeys.Release),
            Start = settings.Get(BlueprintKeys.Start),
            Health = new HealthCheck(
                settings.Get(BlueprintKeys.HealthPath),
                settings.Get(BlueprintKeys.HealthMatcher),
                settings.Get(BlueprintKeys.HealthInterval),
                settings.Get(BlueprintKeys.HealthTimeout),
                settings.Get(BlueprintKeys.HealthHealthy),
                settings.Get(BlueprintKeys.HealthUnhealthy)
            ),
            Branch = settings.Get(BlueprintKeys.Branch),
            Repository = settings.Get(BlueprintKeys.Repository),
            Static = settings.Get(BlueprintKeys.Static)?.TrimEnd('/'),
            Dockerfile = settings.Get(BlueprintKeys.Dockerfile)?.TrimEnd('/'),
            Env = Variables(settings),
            Secrets = settings.Get(BlueprintKeys.Secrets),
            Region = settings.Get(BlueprintKeys.Region),
            Zones = settings.Get(BlueprintKeys.Zones),
            Domain = settings.Get(BlueprintKeys.Domain),
            Waf = settings.Get(BlueprintKeys.Waf),
            Listen = new LocalListen(
                settings.Get(BlueprintKeys.ListenAddress),
                settings.Get(BlueprintKeys.ListenHttp),
                !settings.IsWritten(BlueprintKeys.ListenHttp.Path),
                settings.Get(BlueprintKeys.ListenHttps)
            ),
            Service = Service(settings),
            Database = Database(settings, tier),
            Buckets = BucketKeys(settings)
                .Select(name => new BlueprintBucket(
                    name,
                    settings.GetNamed(BlueprintKeys.BucketVersioning, name),
                    settings.GetNamed(BlueprintKeys.BucketExpireDays, name)
                ))
                .ToList(),
            Strategy = Strategy(settings),
            Bake = settings.Get(BlueprintKeys.Bake),
            Keep = settings.Get(BlueprintKeys.Keep),
            Approval = settings.Get(BlueprintKeys.Approval),
            LogRetentionDays = settings.Get(BlueprintKeys.RetentionDays),
            AlarmEmails = settings.Get(BlueprintKeys.AlarmEmails),
            Budget = settings.Get(BlueprintKeys.Budget),
        };
    }

    public static IReadOnlyList<string> BucketKeys(LayeredSettings settings)
    {
        var names = settings.Names("storage.buckets");
        return names.Contains("files") ? names : ["files", .. names];
    }

    public static bool HasDatabase(LayeredSettings settings) => settings.Nearest("database")?.Replaced.Contains("database") != true;

    /// <summary>What is left out gives way to what is written: `max: 1` alone is one task, not an error about a default.</summary>
    static BlueprintService Service(LayeredSettings settings)
    {
        var min = settings.Find(BlueprintKeys.Min.Path) is null ? (int?)null : settings.Get(BlueprintKeys.Min);
        var max = settings.Find(BlueprintKeys.Max.Path) is null ? (int?)null : settings.Get(BlueprintKeys.Max);
        var desired = settings.Get(BlueprintKeys.Desired, Math.Max(min ?? 1, Math.Min(BlueprintKeys.Desired.Default, max ?? int.MaxValue)));
        return new BlueprintService(
            settings.Get(BlueprintKeys.Cpu),
            settings.Get(BlueprintKeys.Memory),
            desired,
            min ?? Math.Min(BlueprintKeys.Min.Default, desired),
            max ?? Math.Max(BlueprintKeys.Max.Default, desired),
            settings.Get(BlueprintKeys.ScaleCpu),
            settings.Get(BlueprintKeys.ScaleMemory),
            settings.Get(BlueprintKeys.ScaleRequests)
        )
        {
            Schedules = settings
                .Names("service.schedules")
                .Select(name => new ScheduledScaling(
                    name,
                    settings.GetNamed(BlueprintKeys.ScheduleCron, name),
                    settings.GetNamed(BlueprintKeys.ScheduleMin, name),
                    settings.GetNamed(BlueprintKeys.ScheduleMax, name)
                ))
                .ToList(),
        };
    }

    static BlueprintDatabase? Database(LayeredSettings settings, Tier tier) =>
        !HasDatabase(settings)
            ? null
            : new BlueprintDatabase(
                settings.Get(BlueprintKeys.DatabaseVersion),
                settings.Get(BlueprintKeys.DatabaseClass),
                settings.Get(BlueprintKeys.DatabaseStorage),
                settings.Get(BlueprintKeys.MultiAz, tier == Tier.Production),
                settings.Get(BlueprintKeys.Replicas),
                settings.Get(BlueprintKeys.BackupDays, tier == Tier.Production ? 14 : BlueprintKeys.BackupDays.Default),
                settings.Get(BlueprintKeys.BackupCopy)
            );

    public static StrategyKind StrategyOf(LayeredSettings settings)
    {
        var layer = settings.Nearest("deploy.strategy");
        return layer is null ? StrategyKind.AllAtOnce
            : layer.Settings.TryGetValue("deploy.strategy", out var setting) ? (StrategyKind)setting.Value!
            : layer.Mappings.ContainsKey("deploy.strategy.linear") ? StrategyKind.Linear
            : layer.Mappings.ContainsKey("deploy.strategy.canary") ? StrategyKind.Canary
            : StrategyKind.AllAtOnce;
    }

    static DeploymentStrategy Strategy(LayeredSettings settings) =>
        StrategyOf(settings) switch
        {
            StrategyKind.Canary => new DeploymentStrategy(
                StrategyKind.Canary,
                settings.Get(BlueprintKeys.CanaryPercent),
                settings.Get(BlueprintKeys.CanaryMinutes)
            ),
            StrategyKind.Linear => new DeploymentStrategy(
                StrategyKind.Linear,
                settings.Get(BlueprintKeys.LinearPercent),
                settings.Get(BlueprintKeys.LinearMinutes)
            ),
            _ => new DeploymentStrategy(StrategyKind.AllAtOnce, 100, 0),
        };

    static OrderedDictionary<string, string> Variables(LayeredSettings settings)
    {
        var variables = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in settings.Names("env"))
        {
            variables.Add(name, settings.GetNamed(BlueprintKeys.Env, name));
        }
        return variables;
    }
}
