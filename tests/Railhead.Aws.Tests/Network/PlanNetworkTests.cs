using System.Diagnostics;
using System.Text.Json.Nodes;
using Railhead.Model;

namespace Railhead.Aws.Tests;

/// <summary><c>reach --aws</c>: the network that is read from Terraform's plan is the Architecture's.</summary>
public sealed class PlanNetworkTests
{
    static readonly string[] Places =
    [
        "internet",
        "loadbalancer",
        "task",
        "database",
        "store",
        "endpoint:logs",
        "endpoint:secretsmanager",
        "endpoint:guardduty-data",
        "task:blog",
    ];

    [Theory]
    [InlineData("everything", "production")]
    [InlineData("minimal", "staging")]
    [Trait("Engine", TerraformTool.Trait)]
    public async Task A_plan_and_the_blueprint_give_the_same_answers(string blueprint, string environment)
    {
        TerraformTool.Need();
        var architecture = Blueprints.Architecture(blueprint, environment);
        var json = await PlannedEnvironments.OfAsync(blueprint, environment);
        var planned = PlanNetwork.Read(json);
        var meant = ArchitectureNetwork.Of(architecture);
        foreach (var from in Places)
        {
            foreach (var to in Places)
            {
                foreach (var port in (int?[])[null, 22, 80, 443, 3000, 3389, 5432])
                {
                    var (one, other) = (Ask(meant, from, to, port), Ask(planned, from, to, port));
                    Assert.True(
                        (one.Reachable, one.IsPartly, one.Port) == (other.Reachable, other.IsPartly, other.Port),
                        $"{from} to {to}, port {port}: {one.DecidedBy}, but in the plan {other.DecidedBy}"
                    );
                }
            }
        }

        Assert.Empty(ReachRules.Faults(planned, [443]));
        AssertFast(json);
    }

    /// <summary>After an apply, a group's values list the rules of resources of their own, as they were before the plan.</summary>
    [Fact]
    public void A_rule_that_the_plan_takes_away_does_not_count()
    {
        const string plan = """
            {
              "aws_vpc.a": { "id": "vpc-1", "cidr_block": "10.0.0.0/16" },
              "aws_subnet.a": { "id": "subnet-1", "vpc_id": "vpc-1", "cidr_block": "10.0.1.0/24" },
              "aws_db_subnet_group.a": { "name": "a", "subnet_ids": ["subnet-1"] },
              "aws_security_group.a": {
                "id": "sg-1",
                "ingress": [{ "cidr_blocks": ["10.0.0.0/16"], "from_port": 5432, "to_port": 5432, "protocol": "tcp" }]
              },
              "aws_security_group_rule.a": {
                "security_group_id": "sg-1", "type": "ingress", "self": true, "from_port": 5432, "to_port": 5432, "protocol": "tcp"
              },
              "aws_db_instance.a": { "engine": "postgres", "db_subnet_group_name": "a", "vpc_security_group_ids": ["sg-1"] }
            }
            """;
        var written = JsonNode.Parse(PlanText.Of(plan))!;
        Assert.Single(ReachRules.Faults(PlanNetwork.Read(written.ToJsonString()), null), fault => fault.IsOpen);
        var group = written["configuration"]!["root_module"]!["resources"]!
            .AsArray()
            .Single(one => (string?)one!["address"] == "aws_security_group.a");
        group!["expressions"]!.AsObject().Remove("ingress");
        Assert.Empty(ReachRules.Faults(PlanNetwork.Read(written.ToJsonString()), null));
    }

    /// <summary>The largest blueprint has more than 250 resources.</summary>
    static void AssertFast(string json)
    {
        var clock = Stopwatch.StartNew();
        var network = PlanNetwork.Read(json);
        var read = clock.ElapsedMilliseconds;
        Ask(network, "task", "database", null);
        ReachRules.Faults(network, [443]);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{clock.ElapsedMilliseconds} ms, {read} ms of it to read {json.Length} characters"
        );
        Assert.True(clock.Elapsed < TimeSpan.FromMilliseconds(500), $"{clock.Elapsed}");
    }

    static ReachAnswer Ask(PacketNetwork network, string from, string to, int? port) =>
        Reach.Ask(network, PacketPlaces.Find(network, from, "shop")!, PacketPlaces.Find(network, to, "shop")!, port);
}
