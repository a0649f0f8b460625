using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Decides what an account lacks for a plan.</summary>
static class PreflightRules
{
    /// <summary>The task that creates the app's database role, in vCPUs.</summary>
    const double RoleTask = 0.25;

    /// <summary>Findings about an environment.</summary>
    public static IReadOnlyList<PreflightFinding> Of(AccountFacts facts, Architecture architecture, IReadOnlyList<PlannedChange> changes) =>
        [
            .. Exceeded(facts, architecture, changes, Quota.Addresses, "aws_eip", facts.Addresses),
            .. Exceeded(facts, architecture, changes, Quota.Vpcs, "aws_vpc", facts.Vpcs),
            .. Zones(facts, architecture, changes),
            .. Vcpus(facts, architecture),
            .. Builds(facts, architecture),
            .. facts.MissingRoles is { Count: > 0 } roles
                ? [PreflightErrors.MissingRoles(roles, architecture.Environment)]
                : Array.Empty<PreflightFinding>(),
            .. facts.ServingGroup is null && IsAdded(changes, "aws_lb_listener") && Created(changes, "aws_lb") == 0
                ? [PreflightErrors.UnknownServing()]
                : Array.Empty<PreflightFinding>(),
            // ECS ignores alarms that are red before a deployment.
            .. facts.RedAlarms is { Count: > 0 } alarms && architecture.Pipeline.Engine == DeploymentEngine.Codedeploy
                ? [PreflightErrors.RedAlarms(alarms)]
                : Array.Empty<PreflightFinding>(),
            .. EngineChange(facts, architecture, changes),
            .. Unanswered(facts),
        ];

    /// <summary>Findings about <c>infrastructure/account</c>.</summary>
    public static IReadOnlyList<PreflightFinding> OfAccount(AccountFacts facts, string region, IReadOnlyList<PlannedChange> changes) =>
        [
            .. facts.HasDetector == true && Created(changes, "aws_guardduty_detector") > 0
                ? [PreflightErrors.DetectorExists(region)]
                : Array.Empty<PreflightFinding>(),
            .. Unanswered(facts),
        ];

    static IEnumerable<PreflightFinding> Exceeded(
        AccountFacts facts,
        Architecture architecture,
        IReadOnlyList<PlannedChange> changes,
        Quota quota,
        string type,
        int? used
    )
    {
        var more = Created(changes, type);
        if (more > 0 && used is { } count && facts.Quotas.TryGetValue(quota, out var limit) && count + more > limit)
        {
            yield return PreflightErrors.QuotaExceeded(quota, architecture.Network.Region, count, more, limit);
        }
    }

    static IEnumerable<PreflightFinding> Zones(AccountFacts facts, Architecture architecture, IReadOnlyList<PlannedChange> changes)
    {
        var missing = facts.Zones is null ? [] : architecture.Network.Zones.Except(facts.Zones).ToList();
        if (missing.Count > 0 && Created(changes, "aws_subnet") > 0)
        {
            yield return PreflightErrors.UnseenZones(missing, facts.Zones!, architecture.Environment);
        }
    }

    /// <summary>During a deployment the old and the new tasks run; the release command runs on demand.</summary>
    static IEnumerable<PreflightFinding> Vcpus(AccountFacts facts, Architecture architecture)
    {
        var services = architecture.Services;
        var cpu = services.TaskDefinition.Cpu / 1024.0;
        var once = (services.ReleaseTask is null ? 0 : cpu) + (architecture.Database is null ? 0 : RoleTask);
        foreach (var (quota, provider, more) in new[] { (Quota.Fargate, "FARGATE", once), (Quota.Spot, "FARGATE_SPOT", 0) })
        {
            var first = (2 * Tasks(services.Capacity, provider, services.Desired) * cpu) + more;
            var most = (2 * Tasks(services.Capacity, provider, services.Max) * cpu) + more;
            if (facts.Quotas.TryGetValue(quota, out var limit) && most > limit)
            {
                yield return PreflightErrors.TooFewVcpus(quota, architecture.Network.Region, first, most, limit);
            }
        }
    }

    /// <summary>The most of the tasks that a capacity provider gets: its base, and its share of the rest.</summary>
    public static int Tasks(IReadOnlyList<CapacityProvider> providers, string name, int tasks)
    {
        if (providers.FirstOrDefault(provider => provider.Name == name) is not { } own)
        {
            return 0;
        }

        var rest = Math.Max(0, tasks - providers.Sum(provider => provider.Base));
        var share = Math.Ceiling(rest * (double)own.Weight / providers.Sum(provider => provider.Weight));
        return Math.Min(tasks, own.Base + (int)share);
    }

    static IEnumerable<PreflightFinding> Builds(AccountFacts facts, Architecture architecture)
    {
        if (facts.Quotas.TryGetValue(Quota.Builds, out var builds) && builds < 1)
        {
            yield return PreflightErrors.NoBuilds(Quota.Builds, architecture.Network.Region);
        }
    }

    /// <summary>A service whose engine changes begins with the blue group.</summary>
    static IEnumerable<PreflightFinding> EngineChange(AccountFacts facts, Architecture architecture, IReadOnlyList<PlannedChange> changes)
    {
        var blue = architecture.LoadBalancing.TargetGroups.First(group => group.Key == TargetGroupKey.Blue).Name;
        var changed = changes.Any(change =>
            change.Type == "aws_ecs_service" && change.Attributes.Any(attribute => attribute.Name == "deployment_controller")
        );
        if (changed && facts.ServingGroup is { } serving && serving != blue)
        {
            yield return PreflightErrors.EngineChangesOnGreen(serving);
        }
    }

    static IEnumerable<PreflightFinding> Unanswered(AccountFacts facts)
    {
        if (facts.Unanswered.Count > 0)
        {
            yield return PreflightErrors.Unanswered(facts.Unanswered);
        }
    }

    static bool IsAdded(IReadOnlyList<PlannedChange> changes, string type) =>
        changes.Any(change => change.Type == type && change.Action is PlannedAction.Create or PlannedAction.Replace);

    static int Created(IReadOnlyList<PlannedChange> changes, string type) =>
        changes.Count(change => change.Type == type && change.Action == PlannedAction.Create);
}
