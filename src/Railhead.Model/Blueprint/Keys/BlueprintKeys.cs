namespace Railhead.Model;

/// <summary>Every key of the blueprint: path, type, range and default. `docs/blueprint.md` describes each.</summary>
static class BlueprintKeys
{
    public static readonly Key<string> App = new("app", Values.Text(TextRules.AppName), "");
    public static readonly Key<string?> Build = new("build", Values.TextOrNull(Values.Text()), null);
    public static readonly Key<string?> Release = new("release", Values.TextOrNull(Values.Text()), null);
    public static readonly Key<string> Start = new("start", Values.Text(TextRules.OneLine), "");

    /// <summary>Written instead of the mapping: its path, the rest by default.</summary>
    public static readonly Key<string> Health = new("health", Values.Text(TextRules.HealthPath), "/up", replaces: "health");
    public static readonly Key<string> HealthPath = new("health.path", Values.Text(TextRules.HealthPath), "/up");
    public static readonly Key<string> HealthMatcher = new("health.matcher", Values.Text(TextRules.Matcher), "200");
    public static readonly Key<int> HealthInterval = new("health.interval", Values.Integer(5, 300), 10);
    public static readonly Key<int> HealthTimeout = new("health.timeout", Values.Integer(2, 120), 5);
    public static readonly Key<int> HealthHealthy = new("health.healthy", Values.Integer(2, 10), 2);
    public static readonly Key<int> HealthUnhealthy = new("health.unhealthy", Values.Integer(2, 10), 2);

    public static readonly Key<string> Branch = new("branch", Values.Text(TextRules.Branch), "main");
    public static readonly Key<string?> Repository = new("repository", Values.TextOrNull(Values.Text(TextRules.Repository)), null);
    public static readonly Key<string?> Static = new("static", Values.TextOrNull(Values.Text(TextRules.RelativePath)), null);
    public static readonly Key<string?> Dockerfile = new("dockerfile", Values.TextOrNull(Values.Text(TextRules.RelativePath)), null);
    public static readonly Key<string> Env = new("env.*", Values.Raw, "");
    public static readonly Key<IReadOnlyList<string>> Secrets = new(
        "secrets",
        Values.List(Values.Text(TextRules.VariableName), VariableDiagnostics.Repeated),
        []
    );

    public static readonly Key<string> Region = new("region", Values.Text(TextRules.Region), "eu-west-1");
    public static readonly Key<int> Zones = new("zones", Values.Integer(2, 3), 2);
    public static readonly Key<string?> Domain = new("domain", Values.TextOrNull(Values.Text(TextRules.Domain)), null);
    public static readonly Key<bool> Waf = new("waf", Values.Boolean, false);
    public static readonly Key<string> ListenAddress = new("listen.address", Values.Text(TextRules.Address), "127.0.0.1");
    public static readonly Key<int> ListenHttp = new("listen.http", Values.Integer(1, 65535), 8080);
    public static readonly Key<int?> ListenHttps = new("listen.https", Values.OrNull(Values.Integer(1, 65535)), null);

    public static readonly Key<int> Cpu = new("service.cpu", Values.OneOf(Fargate.CpuSizes, ServiceDiagnostics.Cpu), 256);
    public static readonly Key<int> Memory = new("service.memory", Values.Integer(512, 30720), 512);
    public static readonly Key<int> Desired = new("service.desired", Values.Integer(1, 100), 2);
    public static readonly Key<int> Min = new("service.min", Values.Integer(1, 100), 2);
    public static readonly Key<int> Max = new("service.max", Values.Integer(1, 100), 4);
    public static readonly Key<int?> ScaleCpu = new("service.scale.cpu", Values.OrNull(Values.Integer(10, 95)), 60);
    public static readonly Key<int?> ScaleMemory = new("service.scale.memory", Values.OrNull(Values.Integer(10, 95)), 70);
    public static readonly Key<int?> ScaleRequests = new("service.scale.requests", Values.OrNull(Values.Integer(1, 1_000_000)), null);
    public static readonly Key<string> ScheduleCron = new("service.schedules.*.cron", Values.Text(CronRules.Check), "");
    public static readonly Key<int> ScheduleMin = new("service.schedules.*.min", Values.Integer(1, 100), 0);
    public static readonly Key<int> ScheduleMax = new("service.schedules.*.max", Values.Integer(1, 100), 0);

    /// <summary>Written instead of the mapping; <c>none</c> is its only value.</summary>
    public static readonly Key<string> NoDatabase = new("database", DatabaseReader.None, "", replaces: "database");
    public static readonly Key<int?> DatabaseVersion = new("database.version", Values.OrNull(Values.Integer(13, 18)), null);
    public static readonly Key<string> DatabaseClass = new("database.class", Values.Text(TextRules.InstanceClass), "db.t4g.micro");
    public static readonly Key<int> DatabaseStorage = new("database.storage", Values.Integer(20, 65536), 20);
    public static readonly Key<bool> MultiAz = new("database.multi_az", Values.Boolean, false);
    public static readonly Key<int> Replicas = new("database.replicas", Values.Integer(0, 15), 0);
    public static readonly Key<int> BackupDays = new("database.backup_days", Values.Integer(0, 35), 7);
    public static readonly Key<bool> BackupCopy = new("database.backup_copy", Values.Boolean, false);

    public static readonly Key<bool> BucketVersioning = new("storage.buckets.*.versioning", Values.Boolean, true);
    public static readonly Key<int?> BucketExpireDays = new("storage.buckets.*.expire_days", Values.OrNull(Values.Integer(1, 36500)), null);

    /// <summary>Written instead of the mapping: the strategy with its default figures.</summary>
    public static readonly Key<StrategyKind> Strategy = new(
        "deploy.strategy",
        StrategyReader.Kind,
        StrategyKind.AllAtOnce,
        replaces: "deploy.strategy"
    );
    public static readonly Key<int> CanaryPercent = new("deploy.strategy.canary.percent", Values.Integer(1, 99), 10);
    public static readonly Key<int> CanaryMinutes = new("deploy.strategy.canary.minutes", Values.Integer(1, 1440), 5);
    public static readonly Key<int> LinearPercent = new("deploy.strategy.linear.percent", Values.Integer(1, 99), 10);
    public static readonly Key<int> LinearMinutes = new("deploy.strategy.linear.minutes", Values.Integer(1, 1440), 1);
    public static readonly Key<int> Bake = new("deploy.bake", Values.Integer(0, 172_800), 0);
    public static readonly Key<int> Keep = new("deploy.keep", Values.Integer(1, 100), 5);
    public static readonly Key<bool> Approval = new("deploy.approval", Values.Boolean, false);

    public static readonly Key<int> RetentionDays = new(
        "logs.retention_days",
        Values.OneOf(LogRetention.Days, OperationDiagnostics.Retention),
        30
    );
    public static readonly Key<IReadOnlyList<string>> AlarmEmails = new(
        "alarms.email",
        Values.List(Values.Text(TextRules.Email), OperationDiagnostics.RepeatedEmail),
        []
    );
    public static readonly Key<decimal?> Budget = new("budget", Values.OrNull(Values.Amount(1, 1_000_000)), null);

    /// <summary>All, in the order of the documentation and of <c>railhead show</c>.</summary>
    public static readonly IReadOnlyList<Key> All =
    [
        App,
        Build,
        Release,
        Start,
        Health,
        HealthPath,
        HealthMatcher,
        HealthInterval,
        HealthTimeout,
        HealthHealthy,
        HealthUnhealthy,
        Branch,
        Repository,
        Static,
        Dockerfile,
        Env,
        Secrets,
        Region,
        Zones,
        Domain,
        Waf,
        ListenAddress,
        ListenHttp,
        ListenHttps,
        Cpu,
        Memory,
        Desired,
        Min,
        Max,
        ScaleCpu,
        ScaleMemory,
        ScaleRequests,
        ScheduleCron,
        ScheduleMin,
        ScheduleMax,
        NoDatabase,
        DatabaseVersion,
        DatabaseClass,
        DatabaseStorage,
        MultiAz,
        Replicas,
        BackupDays,
        BackupCopy,
        BucketVersioning,
        BucketExpireDays,
        Strategy,
        CanaryPercent,
        CanaryMinutes,
        LinearPercent,
        LinearMinutes,
        Bake,
        Keep,
        Approval,
        RetentionDays,
        AlarmEmails,
        Budget,
    ];
}
