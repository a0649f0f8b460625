namespace Railhead.Aws.Tests;

/// <summary>
/// Decides a call by the policies of one account, as IAM's "Policy evaluation logic" and KMS's "Troubleshooting key access" say. It knows
/// no service control policies, permission boundaries, session policies and grants, because the Terraform makes none.
/// </summary>
sealed class IamEvaluator(IReadOnlyList<IamPolicy> policies)
{
    /// <param name="call">The call.</param>
    /// <param name="endpoint">The service whose VPC endpoint the call passes, such as <c>s3</c>; null: none.</param>
    public IamVerdict Decide(IamCall call, string? endpoint = null)
    {
        var identity = policies.Where(policy => policy.Kind == IamPolicyKind.Identity && policy.Subject == call.Principal.Name).ToList();
        var own = policies
            .Where(policy => policy.Kind is not (IamPolicyKind.Identity or IamPolicyKind.Endpoint) && policy.IsFor(call.Resource))
            .Where(policy => policy.Kind == IamPolicyKind.Trust == call.Action.StartsWith("sts:", StringComparison.Ordinal))
            .ToList();
        var all = identity.Concat(own).SelectMany(policy => policy.Statements).ToList();

        if (all.FirstOrDefault(statement => !statement.IsAllow && Applies(statement, call)) is { } deny)
        {
            return new(false, () => $"denied by {deny.Place}");
        }

        if (PassesEndpoint(call, endpoint) is { IsAllowed: false } stopped)
        {
            return stopped;
        }

        bool byOwner = false,
            delegated = false;
        foreach (var statement in own.SelectMany(policy => policy.Statements).Where(statement => statement.IsAllow && statement.Fits(call)))
        {
            if (statement.Names(call, out var direct))
            {
                byOwner |= direct;
                delegated |= !direct;
            }
        }

        if (byOwner)
        {
            return new(true, () => $"allowed by {own[0].Place}");
        }

        // Only the resource's own policy speaks for services, for who takes on a role, and for a key that does not delegate.
        var mustBeNamed =
            call.Principal.IsService
            || own.Any(policy => policy.Kind == IamPolicyKind.Trust || (policy.Kind == IamPolicyKind.Key && !delegated));
        var allow = mustBeNamed
            ? null
            : identity.SelectMany(policy => policy.Statements).FirstOrDefault(one => one.IsAllow && one.Fits(call));
        return allow is null
            ? new(false, () => $"no statement allows it; the nearest is {Nearest(mustBeNamed ? own : identity, call)}")
            : new(true, () => $"allowed by {allow.Place}");
    }

    /// <summary>Whether the policies of a VPC endpoint let the call pass. Without an endpoint nothing stops it.</summary>
    public IamVerdict PassesEndpoint(IamCall call, string? endpoint)
    {
        var gates = policies.Where(policy => policy.Kind == IamPolicyKind.Endpoint && policy.Subject == endpoint).ToList();
        var statements = gates.SelectMany(gate => gate.Statements).ToList();
        return statements.FirstOrDefault(statement => !statement.IsAllow && Applies(statement, call)) is { } deny
                ? new(false, () => $"denied by {deny.Place}")
            : gates.Count > 0 && !statements.Any(statement => statement.IsAllow && Applies(statement, call))
                ? new(false, () => $"no statement of {gates[0].Place} lets it pass")
            : new(true, () => "no endpoint stops it");
    }

    static bool Applies(IamStatement statement, IamCall call) => statement.Names(call, out _) && statement.Fits(call);

    /// <summary>The statement that a reader would look at first: one with the action, or else with an action of the service.</summary>
    static string Nearest(IReadOnlyList<IamPolicy> policies, IamCall call)
    {
        var statements = policies.SelectMany(policy => policy.Statements).Where(statement => statement.IsAllow).ToList();
        var service = call.Action.Split(':')[0] + ":";
        var nearest =
            statements.FirstOrDefault(statement => statement.FitsAction(call))
            ?? statements.FirstOrDefault(one => one.Actions.Any(action => action.StartsWith(service, StringComparison.OrdinalIgnoreCase)));
        return nearest is null ? "none" : $"{nearest.Place}:\n    {nearest.Json.ToJsonString()}";
    }
}
