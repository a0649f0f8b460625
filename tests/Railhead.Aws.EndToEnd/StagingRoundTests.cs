using System.Text.Json;
using System.Text.RegularExpressions;

namespace Railhead.EndToEnd;

/// <summary>An environment of the staging tier can be extended while it runs.</summary>
public sealed partial class StagingRoundTests(StagingRound round) : IClassFixture<StagingRound>
{
    /// <summary>The secret with the address. Readers get the old value until the new one is there.</summary>
    const string Endpoint = "aws_secretsmanager_secret_version.endpoint";

    [Fact]
    public void A_plan_after_the_apply_and_a_deployment_is_empty()
    {
        RequiredTools.Need(Emulator.Tools);
        Assert.Empty(Changes(round.Plan));
    }

    /// <summary>Each of them alone, planned while the green target group serves.</summary>
    [Theory]
    [InlineData("domain", Endpoint)]
    [InlineData("zones")]
    [InlineData("waf")]
    public void An_addition_to_a_running_environment_replaces_and_deletes_nothing_that_serves(string key, params string[] expected)
    {
        RequiredTools.Need(Emulator.Tools);
        var changes = Changes(round.Alone[key]);
        Assert.NotEmpty(changes);
        Assert.Equal(expected, Lost(changes).Order(StringComparer.Ordinal));
        Assert.All(changes.Where(IsLoss), change => Assert.NotNull(change.Text("risk")));
    }

    [Fact]
    public void A_read_replica_that_is_added_only_adds()
    {
        RequiredTools.Need(Emulator.Tools);
        var actions = round
            .ReplicaPlan.GetProperty("resource_changes")
            .EnumerateArray()
            .Where(change => change.GetProperty("mode").GetString() == "managed")
            .ToLookup(
                change => string.Join(' ', change.GetProperty("change").GetProperty("actions").EnumerateArray()),
                change => change.GetProperty("address").GetString()!
            );
        Assert.Contains("aws_db_instance.replica[\"shop-staging-db-replica-1\"]", actions["create"]);
        Assert.Contains("aws_db_instance.main", actions.Where(group => group.Key is "no-op" or "update").SelectMany(group => group));
        Assert.Empty(actions.Where(group => group.Key.Contains("delete", StringComparison.Ordinal)).SelectMany(group => group));
    }

    /// <summary>Terraform's report of each deletion is compared with what the plan before it said.</summary>
    [Fact]
    public void An_apply_deletes_and_replaces_only_what_the_plan_announced()
    {
        RequiredTools.Need(Emulator.Tools);
        var deleted = DeletedPattern().Matches(round.Extended.Error).Select(match => match.Groups[1].Value).ToList();
        Assert.Contains(Endpoint, deleted);
        Assert.Empty(deleted.Except(Lost(Changes(round.Extension))));
    }

    [Fact]
    public void A_plan_after_the_additions_is_empty()
    {
        RequiredTools.Need(Emulator.Tools);
        Assert.Empty(Changes(round.PlanAfterExtension));
    }

    [Fact]
    public void Domain_zones_and_firewall_are_there_and_the_release_that_served_still_does()
    {
        RequiredTools.Need(Emulator.Tools);
        Assert.Equal(3, round.LoadBalancer.GetProperty("AvailabilityZones").GetArrayLength());
        Assert.Equal("redirect", Action(80).GetProperty("Type").GetString());
        Assert.Contains("targetgroup/shop-staging-green/", Action(443).GetProperty("TargetGroupArn").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(round.Firewall.GetProperty("WebACL").GetProperty("Rules").EnumerateArray());
    }

    /// <summary>CodeDeploy owns the listener's action, so Terraform ignores it: a change in place would leave the redirect.</summary>
    [Fact]
    public void Without_the_domain_again_a_new_listener_takes_the_place_of_the_redirect()
    {
        RequiredTools.Need(Emulator.Tools);
        var lost = Changes(round.WithoutDomain).Where(IsLoss).ToList();
        var listener = Assert.Single(lost, change => change.Text("address") == "aws_lb_listener.http");
        Assert.Equal("Replace", listener.Text("action"));
        Assert.Contains("nobody answers", listener.Text("risk"), StringComparison.Ordinal);
        string[] serving = ["aws_lb.main", "aws_lb_target_group.blue", "aws_lb_target_group.green", "aws_ecs_service.main"];
        Assert.Empty(lost.Select(change => change.Text("address")!).Intersect(serving));
    }

    [Fact]
    public void A_destroy_leaves_only_the_states_bucket()
    {
        RequiredTools.Need(Emulator.Tools);
        Assert.Equal(["railhead-state-eu-central-1-123456789012"], round.Leftovers.Buckets);
        Assert.Empty(round.Leftovers.Databases);
        Assert.Empty(round.Leftovers.LoadBalancers);
        Assert.Empty(round.Leftovers.Vpcs);
        Assert.Empty(round.Leftovers.Roles);
        Assert.Empty(round.Leftovers.Alarms);
        Assert.Empty(round.Leftovers.Repositories);
        Assert.Empty(round.Leftovers.Secrets);
    }

    JsonElement Action(int port) =>
        round.Listeners.Single(listener => listener.GetProperty("Port").GetInt32() == port).GetProperty("DefaultActions")[0];

    static bool IsLoss(JsonElement change) => change.Text("action") is "Replace" or "Delete";

    static IEnumerable<string> Lost(IEnumerable<JsonElement> changes) => changes.Where(IsLoss).Select(change => change.Text("address")!);

    static List<JsonElement> Changes(Finished plan) => [.. Json.Read(plan.Output).GetProperty("changes").EnumerateArray()];

    [GeneratedRegex(@"^  ✓ (\S+) deleted\b", RegexOptions.Multiline)]
    private static partial Regex DeletedPattern();
}
