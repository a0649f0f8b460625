using System.Text.Json;
using Railhead.Model;

namespace Railhead.Aws.Tests;

public sealed class PreflightRulesTests
{
    static readonly string[] Zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];

    /// <summary>Four addresses and five VPCs are there. The plan creates three addresses (a NAT gateway per zone) and a VPC.</summary>
    [Theory]
    [InlineData(7, 6, "")]
    [InlineData(6, 6, "RH5090")]
    [InlineData(7, 5, "RH5090")]
    [InlineData(5, 5, "RH5090 RH5090")]
    [InlineData(null, null, "")]
    public void What_the_plan_creates_fits_into_the_quotas(int? addresses, int? vpcs, string expected)
    {
        var facts = Facts(addresses, vpcs) with { Addresses = 4, Vpcs = 5 };
        Assert.Equal(expected, Codes(facts, Changes(("aws_eip", 3), ("aws_vpc", 1))));
        // What exists already needs no room.
        Assert.Equal("", Codes(facts, Changes(("aws_subnet", 1))));
    }

    [Fact]
    public void A_quota_says_how_to_ask_for_more()
    {
        var finding = Assert.Single(Of(Facts(5, null) with { Addresses = 4 }, Changes(("aws_eip", 3))));
        Assert.Equal(PreflightSeverity.Error, finding.Severity);
        Assert.Contains("creates 3 Elastic IP addresses; the account has 4 in eu-central-1, and its quota is 5", finding.Message);
        Assert.Contains("--service-code ec2 --quota-code L-0263D0A3 --desired-value 7 --region eu-central-1", finding.Hint);
    }

    /// <summary>The everything-on blueprint has tasks of 1 vCPU, 3 desired, 12 at most, and a release command.</summary>
    [Theory]
    [InlineData(6.0, 1)]
    [InlineData(25.0, 1)]
    [InlineData(25.25, 0)]
    public void A_deployment_needs_room_for_the_old_and_the_new_tasks(double vcpus, int findings)
    {
        var facts = new AccountFacts { Quotas = new Dictionary<Quota, double> { [Quota.Fargate] = vcpus } };
        var found = Of(facts, []);
        Assert.Equal(findings, found.Count);
        Assert.All(found, one => Assert.Contains("it needs 7.25 at service.desired and 25.25 at service.max", one.Message));
    }

    [Theory]
    [InlineData("FARGATE", 1, 1)]
    [InlineData("FARGATE", 6, 2)]
    [InlineData("FARGATE_SPOT", 1, 0)]
    [InlineData("FARGATE_SPOT", 6, 4)]
    [InlineData("OTHER", 6, 0)]
    public void Spot_has_its_share_of_the_tasks(string provider, int tasks, int expected) =>
        Assert.Equal(expected, PreflightRules.Tasks([new("FARGATE", 1, 1), new("FARGATE_SPOT", 0, 4)], provider, tasks));

    [Fact]
    public void A_zone_that_the_account_does_not_see_stops_the_first_apply()
    {
        var facts = new AccountFacts { Zones = ["eu-central-1a", "eu-central-1b"] };
        Assert.Equal("RH5093", Codes(facts, Changes(("aws_subnet", 9))));
        Assert.Equal("", Codes(facts with { Zones = Zones }, Changes(("aws_subnet", 9))));
        Assert.Equal("", Codes(facts, []));
    }

    [Fact]
    public void Builds_roles_and_red_alarms_are_warnings()
    {
        var facts = new AccountFacts
        {
            Quotas = new Dictionary<Quota, double> { [Quota.Builds] = 0 },
            MissingRoles = ["rds.amazonaws.com"],
            RedAlarms = ["shop-production-latency"],
        };
        Assert.Equal("RH5092 RH5095 RH5096", Codes(facts, []));
        Assert.All(Of(facts, []), finding => Assert.Equal(PreflightSeverity.Warning, finding.Severity));
        Assert.Contains(Of(facts, []), finding => finding.Hint!.Contains("ignored_rollback_alarms = [\"shop-production-latency\"]"));
        Preflight.Refuse(Of(facts, []));
    }

    [Fact]
    public void What_AWS_denies_is_a_note()
    {
        var finding = Assert.Single(Of(new AccountFacts { Unanswered = ["zones (AccessDenied)"] }, []));
        Assert.Equal((PreflightSeverity.Note, "RH5097"), (finding.Severity, finding.Code));
        Preflight.Refuse([finding]);
    }

    [Fact]
    public void A_listener_that_comes_later_needs_the_group_that_serves()
    {
        Assert.Equal("RH5099", Codes(new AccountFacts(), Changes(("aws_lb_listener", 1))));
        Assert.Equal("", Codes(new AccountFacts { ServingGroup = "shop-production-green" }, Changes(("aws_lb_listener", 1))));
        Assert.Equal("", Codes(new AccountFacts(), Changes(("aws_lb_listener", 2), ("aws_lb", 1))));
    }

    [Fact]
    public void The_engine_changes_only_while_blue_serves()
    {
        var update = new PlannedChange(
            "aws_ecs_service.main",
            "aws_ecs_service",
            PlannedAction.Update,
            [new AttributeChange("deployment_controller", null, null, false)],
            null
        );
        var finding = Assert.Single(Of(new AccountFacts { ServingGroup = "shop-production-green" }, [update]));
        Assert.Equal(("RH5100", PreflightSeverity.Error), (finding.Code, finding.Severity));
        Assert.Equal("", Codes(new AccountFacts { ServingGroup = "shop-production-blue" }, [update]));
        Assert.Equal("", Codes(new AccountFacts { ServingGroup = "shop-production-green" }, [update with { Attributes = [] }]));
    }

    [Fact]
    public void Where_ECS_deploys_the_revision_says_which_group_serves()
    {
        using var service = JsonDocument.Parse(
            """{"services":[{"status":"ACTIVE","deploymentController":{"type":"ECS"},"currentServiceRevisions":[{"arn":"r/1"}],"loadBalancers":[{"targetGroupArn":"t/blue/1"}]}]}"""
        );
        using var revisions = JsonDocument.Parse(
            """{"serviceRevisions":[{"resolvedConfiguration":{"loadBalancers":[{"targetGroupArn":"t/green/1"}]}}]}"""
        );
        Assert.Equal("r/1", ServingGroup.Revision(service.RootElement));
        Assert.Equal("green", ServingGroup.OfRevision(revisions.RootElement));

        using var other = JsonDocument.Parse("""{"services":[{"status":"ACTIVE","deploymentController":{"type":"CODE_DEPLOY"}}]}""");
        Assert.Null(ServingGroup.Revision(other.RootElement));
    }

    [Fact]
    public void A_second_detector_stops_bootstrap()
    {
        var changes = Changes(("aws_guardduty_detector", 1));
        var finding = Assert.Single(PreflightRules.OfAccount(new AccountFacts { HasDetector = true }, "eu-west-1", changes));
        Assert.Equal("RH5094", finding.Code);
        Assert.Equal("RH5098", Assert.Throws<RailheadException>(() => Preflight.Refuse([finding])).Code);
        Assert.Empty(PreflightRules.OfAccount(new AccountFacts { HasDetector = true }, "eu-west-1", []));
        Assert.Empty(PreflightRules.OfAccount(new AccountFacts { HasDetector = false }, "eu-west-1", changes));
    }

    [Theory]
    [InlineData("""{"services":[]}""", null)]
    [InlineData("""{"services":[{"status":"INACTIVE","loadBalancers":[{"targetGroupArn":"a/green/1"}]}]}""", null)]
    [InlineData("""{"services":[{"status":"ACTIVE","loadBalancers":[{"targetGroupArn":"arn:x:targetgroup/blue/1"}]}]}""", "blue")]
    [InlineData(
        """{"services":[{"status":"ACTIVE","loadBalancers":[],"taskSets":[{"status":"ACTIVE","loadBalancers":[{"targetGroupArn":"t/blue/1"}]},{"status":"PRIMARY","loadBalancers":[{"targetGroupArn":"t/green/1"}]}]}]}""",
        "green"
    )]
    public void The_group_that_serves_is_that_of_the_primary_task_set(string answer, string? expected)
    {
        using var document = JsonDocument.Parse(answer);
        Assert.Equal(expected, ServingGroup.Of(document.RootElement));
    }

    static AccountFacts Facts(int? addresses, int? vpcs)
    {
        var quotas = new Dictionary<Quota, double>();
        if (addresses is { } some)
        {
            quotas[Quota.Addresses] = some;
        }
        if (vpcs is { } few)
        {
            quotas[Quota.Vpcs] = few;
        }
        return new AccountFacts { Quotas = quotas };
    }

    static IReadOnlyList<PreflightFinding> Of(AccountFacts facts, IReadOnlyList<PlannedChange> changes) =>
        PreflightRules.Of(facts, Blueprints.Architecture("everything", "production"), changes);

    static string Codes(AccountFacts facts, IReadOnlyList<PlannedChange> changes) =>
        string.Join(' ', Of(facts, changes).Select(finding => finding.Code));

    static List<PlannedChange> Changes(params (string Type, int Count)[] created) =>
        created
            .SelectMany(one => Enumerable.Range(0, one.Count).Select(i => ($"{one.Type}.main[{i}]", one.Type)))
            .Select(one => new PlannedChange(one.Item1, one.Type, PlannedAction.Create, [], null))
            .ToList();
}
