using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

/// <summary>Holds an environment's policies against the calls that its actors make.</summary>
sealed class LeastPrivilege
{
    readonly IReadOnlyList<IamPolicy> _policies;
    readonly IReadOnlyList<ExpectedCall> _calls;

    LeastPrivilege(EmittedPolicies emitted)
    {
        var table = new CallTable(emitted);
        _policies = [.. emitted.Policies, CallTable.Administrator];
        _calls = table.Calls();
        Refused = table.Refused();
        Emitted = emitted.Policies;
    }

    /// <summary>The policies without the administrator's, who is an assumption.</summary>
    public IReadOnlyList<IamPolicy> Emitted { get; }

    public IReadOnlyList<ExpectedCall> Refused { get; }

    public static async Task<LeastPrivilege> OfAsync(string environment) => new(await EmittedPolicies.OfAsync(environment));

    /// <summary>The calls that an actor needs and may not make.</summary>
    public List<string> Denied() => [.. _calls.Select(call => Problem(call, new IamEvaluator(_policies))).OfType<string>()];

    /// <summary>The calls that must be denied and are not.</summary>
    public List<string> WronglyAllowed(IReadOnlyList<IamPolicy>? policies = null) =>
        [
            .. Refused
                .Select(call =>
                    (call, verdict: Decide(call, new IamEvaluator(policies is null ? _policies : [.. policies, CallTable.Administrator])))
                )
                .Where(one => one.verdict.IsAllowed)
                .Select(one => $"{one.call}\n    {one.verdict.Explain()}"),
        ];

    /// <summary>The grants without which every call would still be allowed.</summary>
    /// <param name="mutated">Other policies than the emitted ones; null: those.</param>
    /// <param name="place">Only of this statement; null: of all.</param>
    public List<IamGrant> Unneeded(IReadOnlyList<IamPolicy>? mutated = null, string? place = null) =>
        [
            .. IamGrant
                .Of(mutated ?? Emitted)
                .Where(grant => place is null || grant.Statement.Place == place)
                .Where(grant => !IsNeeded(grant)),
        ];

    /// <summary>
    /// Grants that a wildcard makes wider than any call: all actions of a service, all resources where every call names one, a principal
    /// of another account.
    /// </summary>
    public List<string> TooWide(IReadOnlyList<IamPolicy> policies) =>
        [
            .. from policy in policies
            from statement in policy.Statements
            where statement.IsAllow
            from fault in Wildcards(policy, statement)
            select $"{statement.Place}: {fault}",
        ];

    IEnumerable<string> Wildcards(IamPolicy policy, IamStatement statement)
    {
        var accounts = IamStatement.Texts((statement.Json["Principal"] as JsonObject)?["AWS"]);
        // The statement that every key has: it leaves the decision to IAM.
        var isDelegation =
            policy.Kind == IamPolicyKind.Key
            && accounts is [var owner]
            && owner.EndsWith(":root", StringComparison.Ordinal)
            && statement.Json["Principal"]!.AsObject().Count == 1;
        foreach (var account in accounts.Where(account => account != "*" && account.Split(':')[4] != EmittedPolicies.Account))
        {
            yield return $"the principal {account} is of another account";
        }

        // The policy of an endpoint grants nothing: it only stops calls.
        foreach (var action in statement.Actions.Where(one => one.Contains('*', StringComparison.Ordinal)))
        {
            if (!isDelegation && policy.Kind != IamPolicyKind.Endpoint)
            {
                yield return $"{action} is more than a call";
            }
        }

        foreach (var action in policy.Kind == IamPolicyKind.Identity && statement.Resources.Contains("*") ? statement.Actions : [])
        {
            if (!_calls.Any(call => call.Call.Principal.Name == policy.Subject && call.Call.Action == action && call.IsOnEverything))
            {
                yield return $"{action} on every resource, and each call names one";
            }
        }
    }

    /// <summary>Whether some call is denied, or one that must be denied is not, when a statement of a policy is replaced.</summary>
    public bool Notices(IamPolicy policy, IamStatement statement, params IReadOnlyList<IamStatement> others)
    {
        var mutated = IamGrant.Replace(Emitted, policy, statement, others);
        return DeniesSome(mutated, [.. _calls.Where(call => policy.Concerns(call.Call))]) || WronglyAllowed(mutated).Count > 0;
    }

    /// <summary>
    /// Whether the condition decides some call: with another value it is denied, and allowed without the condition. The condition of a
    /// deny must spare some call.
    /// </summary>
    public bool IsNeeded(IamPolicy policy, IamStatement statement, string operation, string key)
    {
        var without = IamGrant.WithoutCondition(statement, operation, key);
        if (!statement.IsAllow)
        {
            return Notices(policy, statement, without);
        }

        var evaluator = new IamEvaluator(_policies);
        var mutated = new IamEvaluator([.. IamGrant.Replace(Emitted, policy, statement, without), CallTable.Administrator]);
        return _calls
            .Where(call => policy.Concerns(call.Call))
            .Select(call => call.WithForeign(key))
            .OfType<ExpectedCall>()
            // Calls to ECR pass two endpoints: each for itself.
            .Select(call => policy.Kind == IamPolicyKind.Endpoint ? call with { Endpoints = [policy.Subject] } : call)
            .Any(call => !Decide(call, evaluator).IsAllowed && Decide(call, mutated).IsAllowed);
    }

    /// <summary>The calls that a service makes for another account, and that are allowed all the same.</summary>
    public List<string> OpenToOthers()
    {
        var evaluator = new IamEvaluator(_policies);
        return
        [
            .. _calls
                .Where(call => call.Call.Principal.IsService && call.Row.Json["open"] is null)
                .Select(call => call.WithForeign("aws:SourceAccount", "aws:SourceArn", "kms:EncryptionContext:aws:logs:arn"))
                .OfType<ExpectedCall>()
                .Where(call => Decide(call, evaluator).IsAllowed)
                .Select(call => call.ToString()),
        ];
    }

    static bool DeniesSome(IReadOnlyList<IamPolicy> policies, IReadOnlyList<ExpectedCall> calls)
    {
        var evaluator = new IamEvaluator([.. policies, CallTable.Administrator]);
        return calls.Any(call => !Decide(call, evaluator).IsAllowed);
    }

    bool IsNeeded(IamGrant grant)
    {
        var concerned = _calls.Where(call => grant.Concerns(call.Call)).ToList();
        return concerned.Count > 0 && DeniesSome(grant.Without(), concerned);
    }

    static string? Problem(ExpectedCall call, IamEvaluator evaluator) =>
        Decide(call, evaluator) is { IsAllowed: false } verdict ? $"{call}\n    {verdict.Explain()}" : null;

    /// <summary>Every endpoint must let it pass.</summary>
    static IamVerdict Decide(ExpectedCall expected, IamEvaluator evaluator)
    {
        var verdicts = expected.IsEndpointOnly
            ? expected.Endpoints.Select(endpoint => evaluator.PassesEndpoint(expected.Call, endpoint))
            : expected.Endpoints.DefaultIfEmpty().Select(endpoint => evaluator.Decide(expected.Call, endpoint));
        var all = verdicts.ToList();
        return all.FirstOrDefault(verdict => !verdict.IsAllowed) ?? all[0];
    }
}
