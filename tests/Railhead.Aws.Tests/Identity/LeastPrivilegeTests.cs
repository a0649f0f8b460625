using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

/// <summary>Every role and every key may do what its work needs, and nothing else (docs/decisions/0037).</summary>
[Trait("Engine", TerraformTool.Trait)]
public sealed class LeastPrivilegeTests
{
    [Theory]
    [MemberData(nameof(PolicyEnvironments.Names), MemberType = typeof(PolicyEnvironments))]
    public async Task Every_call_that_an_actor_makes_is_allowed(string environment)
    {
        var denied = (await LeastPrivilege.OfAsync(environment)).Denied();
        Assert.True(denied.Count == 0, $"{denied.Count} calls would end in AccessDenied:\n\n{string.Join("\n\n", denied)}");
    }

    [Theory]
    [MemberData(nameof(PolicyEnvironments.Names), MemberType = typeof(PolicyEnvironments))]
    public async Task Every_grant_is_needed_by_a_call(string environment)
    {
        var unneeded = (await LeastPrivilege.OfAsync(environment)).Unneeded();
        Assert.True(
            unneeded.Count == 0,
            $"No call in Data/iam/calls.json needs these {unneeded.Count} grants. Remove them, or add the call with its source:\n"
                + string.Join('\n', unneeded)
        );
    }

    [Theory]
    [MemberData(nameof(PolicyEnvironments.Names), MemberType = typeof(PolicyEnvironments))]
    public async Task Calls_that_must_be_denied_are_denied(string environment)
    {
        var privilege = await LeastPrivilege.OfAsync(environment);
        Assert.NotEmpty(privilege.Refused);
        var allowed = privilege.WronglyAllowed();
        Assert.True(allowed.Count == 0, string.Join("\n\n", allowed));
    }

    /// <summary>What the checks above say of each part, said of the policies as they are emitted.</summary>
    [Theory]
    [MemberData(nameof(PolicyEnvironments.Names), MemberType = typeof(PolicyEnvironments))]
    public async Task Removing_any_statement_action_or_condition_is_found(string environment)
    {
        var privilege = await LeastPrivilege.OfAsync(environment);
        List<string> unnoticed = [];
        var mutations = 0;
        foreach (var policy in privilege.Emitted)
        {
            foreach (var statement in policy.Statements)
            {
                Note(statement.Place, privilege.Notices(policy, statement));
                foreach (var action in statement.Actions.Where(_ => statement.Actions.Count > 1))
                {
                    var others = new JsonArray([.. statement.Actions.Where(one => one != action).Select(one => JsonValue.Create(one))]);
                    Note($"{statement.Place}: {action}", privilege.Notices(policy, statement, IamGrant.With(statement, "Action", others)));
                }

                foreach (var (operation, key, _) in statement.Conditions)
                {
                    Note($"{statement.Place}: {operation} {key}", privilege.IsNeeded(policy, statement, operation, key));
                }
            }
        }

        Assert.True(mutations > 150, $"only {mutations} mutations");
        Assert.True(unnoticed.Count == 0, string.Join('\n', unnoticed));

        void Note(string what, bool noticed)
        {
            mutations++;
            if (!noticed)
            {
                unnoticed.Add(what);
            }
        }
    }

    [Theory]
    [MemberData(nameof(PolicyEnvironments.Names), MemberType = typeof(PolicyEnvironments))]
    public async Task A_service_that_acts_for_another_account_is_refused(string environment)
    {
        var open = (await LeastPrivilege.OfAsync(environment)).OpenToOthers();
        Assert.True(open.Count == 0, string.Join("\n\n", open));
    }

    [Theory]
    [MemberData(nameof(PolicyEnvironments.Names), MemberType = typeof(PolicyEnvironments))]
    public async Task Adding_a_useless_action_to_any_statement_is_found(string environment)
    {
        var privilege = await LeastPrivilege.OfAsync(environment);
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

    /// <summary>Names are not enough: no role reaches what another app, or another environment, in the same account has.</summary>
    [Theory]
    [InlineData("everything-production", PolicyEnvironments.Neighbour)]
    [InlineData("everything-production", "everything-staging")]
    [InlineData("everything-staging", "everything-production")]
    public async Task No_role_may_do_its_work_on_anothers_resources(string environment, string neighbour)
    {
        var (own, other) = (await EmittedPolicies.OfAsync(environment), await EmittedPolicies.OfAsync(neighbour));
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
                reached.Add($"{same.Call.Principal.Name} reaches {call.Call.Resource} by {call.Call.Action}: {verdict.Explain()}");
            }
        }

        Assert.True(tried > 100, $"only {tried} calls");
        Assert.True(reached.Count == 0, string.Join('\n', reached));
    }
}
