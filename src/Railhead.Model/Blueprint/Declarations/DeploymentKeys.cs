namespace Railhead.Model;

/// <summary>How a deployment moves traffic, and what stays of it.</summary>
static class DeploymentKeys
{
    public static readonly KeySection Section = new("deployment");

    const string CanaryMapping = "deploy.strategy.canary";
    const string LinearMapping = "deploy.strategy.linear";

    /// <summary>The slowest alarm looks at five minutes; CloudWatch has a minute's metrics a few minutes later.</summary>
    const int AlarmTime = 600;

    /// <summary>Seconds that ECS keeps the old tasks at most. Source: bakeTimeInMinutes in ECS's API reference.</summary>
    public const int LongestBakeOfEcs = 1440 * 60;

    /// <summary>Percent of a linear step that ECS accepts at least. Source: stepPercent in ECS's API reference.</summary>
    public const int SmallestStepOfEcs = 3;

    static readonly Dictionary<string, DeploymentEngine> Engines = new(StringComparer.Ordinal)
    {
        ["codedeploy"] = DeploymentEngine.Codedeploy,
        ["ecs"] = DeploymentEngine.Ecs,
    };

    /// <summary>The alarms that a new release can set off.</summary>
    public static readonly string[] DeploymentAlarms =
    [
        "server-errors",
        "latency",
        "app-errors",
        "cpu",
        "memory",
        "unhealthy-tasks",
        "no-healthy-task",
    ];

    static readonly Dictionary<string, StrategyKind> Kinds = new(StringComparer.Ordinal)
    {
        ["all-at-once"] = StrategyKind.AllAtOnce,
        ["canary"] = StrategyKind.Canary,
        ["linear"] = StrategyKind.Linear,
    };

    public static readonly Key<DeploymentEngine> Engine = Section.Add(
        new Key<DeploymentEngine>("deploy.engine", Values.Word(Engines, OtherEngine), DeploymentEngine.Codedeploy)
        {
            Meaning = "Service of AWS that moves traffic to new tasks: CodeDeploy, or ECS's own deployments.",
            Aws = Support.As("`ecs` needs version 6 of Terraform's AWS provider; docs/aws/engines.md compares the two."),
            Local = Support.As("the key means nothing; Railhead moves the traffic itself."),
        }
    );

    /// <summary>Written instead of the mapping: the strategy with its default figures.</summary>
    public static readonly Key<StrategyKind> Strategy = Section.Add(
        new Key<StrategyKind>("deploy.strategy", Values.Word(Kinds, Other), StrategyKind.AllAtOnce)
        {
            Meaning = "How traffic moves to the new tasks.",
            IsChoice = true,
            Local = Support.NotYet("traffic moves all at once", unless: blueprint => KindOf(blueprint) == StrategyKind.AllAtOnce),
        }
    );

    public static readonly Key<int> CanaryPercent = Section.Add(
        new Key<int>("deploy.strategy.canary.percent", Values.Integer(1, 99), 10)
        {
            Meaning = "Share of the traffic that moves first.",
            When = IsCanary,
        }
    );

    public static readonly Key<int> CanaryMinutes = Section.Add(
        new Key<int>("deploy.strategy.canary.minutes", Values.Integer(1, 1440), 5)
        {
            Meaning = "Time until the rest follows.",
            When = IsCanary,
        }
    );

    public static readonly Key<int> LinearPercent = Section.Add(
        new Key<int>("deploy.strategy.linear.percent", Values.Integer(1, 99), 10)
        {
            Meaning = "Share of the traffic that each step moves.",
            When = IsLinear,
        }
    );

    public static readonly Key<int> LinearMinutes = Section.Add(
        new Key<int>("deploy.strategy.linear.minutes", Values.Integer(1, 1440), 1) { Meaning = "Time between two steps.", When = IsLinear }
    );

    public static readonly Key<int> Bake = Section.Add(
        new Key<int>("deploy.bake", Values.Integer(0, 172_800, "seconds"), 0)
        {
            Meaning = "How long the old tasks stay after the traffic has moved.",
            Aws = Support.As("600 by default in production if `rollback_on` is not empty, because alarms need minutes to see an error."),
        }
    );

    public static readonly Key<IReadOnlyList<string>> RollbackOn = Section.Add(
        new Key<IReadOnlyList<string>>(
            "deploy.rollback_on",
            Values.List(TextForms.DeploymentAlarm, OperationDiagnostics.RepeatedAlarm),
            ["server-errors", "latency"]
        )
        {
            Meaning =
                "Alarms that take back a deployment while its traffic moves or bakes: "
                + $"{Values.Words([.. DeploymentAlarms.Select(name => $"`{name}`")])}. An empty list: none.",
            Aws = Support.As("an alarm that is red before the deployment stops it; `plan` names the variable that leaves it out."),
            Local = Support.NotYet("no alarm takes back a deployment"),
        }
    );

    public static readonly Key<int> Keep = Section.Add(
        new Key<int>("deploy.keep", Values.Integer(1, 100), 5)
        {
            Meaning = "Number of releases that are kept for `rollback`.",
            Aws = Support.As(
                "images of twice as many releases, fifty at least, because failed deployments count; and the newest twenty of all builds."
            ),
        }
    );

    public static readonly Key<string?> From = Section.Add(
        new Key<string?>("deploy.from", Values.TextOrNull(Values.Text(TextForms.EnvironmentName)), null)
        {
            Meaning =
                "Environment whose image is deployed instead of a build, such as `staging` in `production`. Everything that reaches the "
                + "image is the same in both, and so is `region`.",
            Aws = Support.As("each success of that environment's pipeline starts this one; a push does not."),
            Local = Support.As("a push builds its own release."),
        }
    );

    public static readonly Key<bool> Approval = Section.Add(
        new Key<bool>("deploy.approval", Values.Boolean, false)
        {
            Meaning = "Whether a person must approve each deployment after its build.",
            Local = Support.As("a push deploys at once."),
        }
    );

    /// <summary>Seconds that the old tasks stay on AWS.</summary>
    public static int BakeOnAws(Blueprint blueprint, Tier tier) =>
        blueprint.At(Bake.Path) is null && tier == Tier.Production && blueprint.Get(RollbackOn).Count > 0 ? AlarmTime : blueprint.Get(Bake);

    /// <summary>Whether a mapping names a strategy, and only one.</summary>
    public static bool IsOneStrategy(Layer layer) => layer.Mappings.ContainsKey(CanaryMapping) != layer.Mappings.ContainsKey(LinearMapping);

    public static DeploymentStrategy StrategyOf(Blueprint blueprint) =>
        KindOf(blueprint) switch
        {
            StrategyKind.Canary => new(StrategyKind.Canary, blueprint.Get(CanaryPercent), blueprint.Get(CanaryMinutes)),
            StrategyKind.Linear => new(StrategyKind.Linear, blueprint.Get(LinearPercent), blueprint.Get(LinearMinutes)),
            _ => new(StrategyKind.AllAtOnce, 100, 0),
        };

    static StrategyKind KindOf(Blueprint blueprint)
    {
        var layer = blueprint.Nearest(Strategy.Path);
        return layer is null ? StrategyKind.AllAtOnce
            : layer.Settings.TryGetValue(Strategy.Path, out var setting) ? (StrategyKind)setting.Value!
            : layer.Mappings.ContainsKey(LinearMapping) ? StrategyKind.Linear
            : layer.Mappings.ContainsKey(CanaryMapping) ? StrategyKind.Canary
            : StrategyKind.AllAtOnce;
    }

    static Finding Other(YamlNode written) => OperationDiagnostics.Strategy(written.At, ValueReaders.Kind(written));

    static Finding OtherEngine(YamlNode written) => OperationDiagnostics.Engine(written.At, ValueReaders.Kind(written));

    static bool IsCanary(Blueprint blueprint) => KindOf(blueprint) == StrategyKind.Canary;

    static bool IsLinear(Blueprint blueprint) => KindOf(blueprint) == StrategyKind.Linear;
}
