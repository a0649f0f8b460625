using Railhead.Model;

namespace Railhead.Aws;

/// <summary>What AWS says about an account before an apply: values for the plan, and findings about it.</summary>
public sealed class Preflight
{
    readonly AccountFacts _facts;
    readonly Architecture _architecture;

    Preflight(AccountFacts facts, Architecture architecture) => (_facts, _architecture) = (facts, architecture);

    public static async Task<Preflight> OfEnvironmentAsync(Architecture architecture, CancellationToken cancellation)
    {
        using var reader = new AccountReader(architecture.Network.Region, cancellation);
        return new Preflight(await reader.EnvironmentAsync(architecture), architecture);
    }

    public static async Task<Preflight> OfAccountAsync(Architecture architecture, CancellationToken cancellation)
    {
        using var reader = new AccountReader(architecture.Network.Region, cancellation);
        return new Preflight(await reader.AccountAsync(), architecture);
    }

    /// <summary>Options of <c>terraform plan</c>: a new listener points to the target group that serves.</summary>
    /// <param name="folder">The environment's, which may be older than this program.</param>
    public IReadOnlyList<string> Options(string folder)
    {
        var file = Path.Combine(folder, LoadBalancingFile.FileName);
        return
            _architecture.LoadBalancing.TargetGroups.FirstOrDefault(group => group.Name == _facts.ServingGroup) is { } serving
            && File.Exists(file)
            && File.ReadAllText(file).Contains($"variable \"{LoadBalancingFile.ServingGroup}\"", StringComparison.Ordinal)
            ? [$"-var={LoadBalancingFile.ServingGroup}={Hcl.Name(serving.Key)}"]
            : [];
    }

    /// <summary>Services whose service-linked role does not exist.</summary>
    public IReadOnlyList<string> MissingRoles => _facts.MissingRoles ?? [];

    public IReadOnlyList<PreflightFinding> OfEnvironment(IReadOnlyList<PlannedChange> changes) =>
        PreflightRules.Of(_facts, _architecture, changes);

    public IReadOnlyList<PreflightFinding> OfAccount(IReadOnlyList<PlannedChange> changes) =>
        PreflightRules.OfAccount(_facts, _architecture.Network.Region, changes);

    /// <exception cref="RailheadException">Something among them makes the apply fail.</exception>
    public static void Refuse(IReadOnlyList<PreflightFinding> findings)
    {
        var errors = findings.Where(finding => finding.Severity == PreflightSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            throw PreflightErrors.Refused(errors);
        }
    }
}
