using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

/// <summary>Every role and every key may do what its work needs, and nothing else (docs/decisions/0037).</summary>
public sealed class LeastPrivilegeTests
{
    [Theory]
    [MemberData(nameof(Blueprints.All), MemberType = typeof(Blueprints))]
    public async Task Every_call_that_an_actor_makes_is_allowed(string blueprint, string environment)
    {
        var denied = (await LeastPrivilege.OfAsync(blueprint, environment)).Denied();
        Assert.True(denied.Count == 0, $"{denied.Count} calls would end in AccessDenied:\n\n{string.Join("\n\n", denied)}");
    }

    [Theory]
    [MemberData(nameof(Blueprints.All), MemberType = typeof(Blueprints))]
    public async Task Every_grant_is_needed_by_a_call(string blueprint, string environment)
    {
        var unneeded = (await LeastPrivilege.OfAsync(blueprint, environment)).Unneeded();
        Assert.True(
            unneeded.Count == 0,
            $"No call in Data/iam/calls.json needs these {unneeded.Count} grants. Remove them, or add the call with its source:\n"
                + string.Join('\n', unneeded)
        );
    }

    [Theory]
    [MemberData(nameof(Blueprints.All), MemberType = typeof(Blueprints))]
    public async Task Calls_that_must_be_denied_are_denied(string blueprint, string environment)
    {
        var privilege = await LeastPrivilege.OfAsync(blueprint, environment);
        Assert.NotEmpty(privilege.Refused);
        var allowed = privilege.WronglyAllowed();
        Assert.True(allowed.Count == 0, string.Join("\n\n", allowed));
    }

    /// <summary>Removing: what the checks above say of each part, said of the policies as they are emitted.</summary>
    [Theory]
    [MemberData(nameof(Blueprints.All), MemberType = typeof(Blueprints))]
    public async Task Removing_any_statement_or_action_is_found(string blueprint, string environment)
    {
        var privilege = await LeastPrivilege.OfAsync(blueprint, environment);
        List<string> unnoticed = [];
        var mutations = 0;
        foreach (var policy in privilege.Emitted)
        {
            foreach (var statement in policy.Statements)
            {
                Try(IamGrant.Replace(privilege.Emitted, policy, statement), statement.Place);
                foreach (var action in statement.Actions.Where(_ => statement.Actions.Count > 1))
                {
                    var others = new JsonArray([.. statement.Actions.Where(one => one != action).Select(one => JsonValue.Create(one))]);
                    Try(
                        IamGrant.Replace(privilege.Emitted, policy, statement, IamGrant.With(statement, "Action", others)),
                        $"{statement.Place}: {action}"
                    );
                }
            }
        }

        Assert.True(mutations > 100, $"only {mutations} mutations");
        Assert.True(unnoticed.Count == 0, string.Join('\n', unnoticed));

        void Try(IReadOnlyList<IamPolicy> mutated, string what)
        {
            mutations++;
            if (!privilege.DeniesSome(mutated) && privilege.WronglyAllowed(mutated).Count == 0)
            {
                unnoticed.Add(what);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Blueprints.All), MemberType = typeof(Blueprints))]
    public async Task Adding_a_useless_action_to_any_statement_is_found(string blueprint, string environment)
    {
        var privilege = await LeastPrivilege.OfAsync(blueprint, environment);
        foreach (var policy in privilege.Emitted)
        {
            foreach (var statement in policy.Statements.Where(statement => statement.IsAllow))
            {
                var more = new JsonArray([.. statement.Actions.Append("s3:DeleteBucket").Select(one => JsonValue.Create(one))]);
                var mutated = IamGrant.Replace(privilege.Emitted, policy, statement, IamGrant.With(statement, "Action", more));
                Assert.Contains(
                    privilege.Unneeded(mutated, statement.Place),
                    grant => grant.Statement.Place == statement.Place && grant.Action == "s3:DeleteBucket"
                );
            }
        }
    }

    /// <summary>Names are not enough: no role reaches what another app in the same account has.</summary>
    [Fact]
    public async Task No_role_may_do_its_work_on_another_apps_resources()
    {
        var (own, other) = (
            await EmittedPolicies.OfAsync("everything-production"),
            await EmittedPolicies.OfAsync(EmittedPolicies.Neighbour)
        );
        var evaluator = new IamEvaluator([.. own.Policies, .. other.Policies, CallTable.Administrator]);
        var mine = new CallTable(own).Calls();
        List<string> reached = [];
        var tried = 0;
        foreach (var call in new CallTable(other).Calls().Where(call => !call.Call.Principal.IsService && !call.IsEndpointOnly))
        {
            var same = mine.FirstOrDefault(one => one.Row == call.Row);
            // Some resources belong to nobody's app, such as the repository of GuardDuty's agent.
            if (same is null || call.Row.Actor == "administrator" || mine.Any(one => one.Call.Resource == call.Call.Resource))
            {
                continue;
            }

            tried++;
            var verdict = evaluator.Decide(call.Call with { Principal = same.Call.Principal });
            if (verdict.IsAllowed)
            {
                reached.Add($"{same.Call.Principal.Name} reaches {call.Call.Resource} by {call.Call.Action}: {verdict.Reason}");
            }
        }

        Assert.True(tried > 100, $"only {tried} calls");
        Assert.True(reached.Count == 0, string.Join('\n', reached));
    }
}
