namespace Railhead.Model.Tests;

public class ReachabilityTests
{
    public static TheoryData<string, string, int, bool> Connections =>
        new()
        {
            { "internet", "loadbalancer", 80, true },
            { "internet", "loadbalancer", 443, true },
            { "internet", "loadbalancer", 8443, false },
            { "internet", "loadbalancer", 22, false },
            { "internet", "task", 80, false },
            { "internet", "database", 5432, false },
            { "internet", "store", 443, false },
            { "internet", "endpoint:logs", 443, false },
            { "loadbalancer", "task", 80, true },
            { "loadbalancer", "task", 3000, false },
            { "loadbalancer", "database", 5432, false },
            { "loadbalancer", "internet", 443, false },
            { "task", "database", 5432, true },
            { "task", "database", 22, false },
            { "task", "store", 443, true },
            { "task", "endpoint:logs", 443, true },
            { "task", "endpoint:sqs", 443, true },
            { "task", "endpoint:sqs", 80, false },
            { "task", "internet", 443, true },
            { "task", "internet", 25, false },
            { "task", "loadbalancer", 443, true },
            { "task", "loadbalancer", 8443, false },
            { "task", "task", 80, false },
            { "task", "task:blog", 80, false },
            { "task", "task:blog", 443, false },
            { "task:blog", "task", 80, false },
            { "task:blog", "loadbalancer", 443, true },
            { "database", "internet", 443, false },
            { "database", "task", 80, false },
            { "database", "store", 443, false },
            { "store", "task", 80, false },
            { "endpoint:logs", "task", 80, false },
        };

    [Theory]
    [MemberData(nameof(Connections))]
    public void Only_the_request_flow_gets_through(string from, string to, int port, bool reachable)
    {
        var answer = Ask("domain: example.com\nzones: 3\n", from, to, port);

        Assert.True(reachable == answer.Reachable, answer.DecidedBy);
        Assert.NotEmpty(answer.Path);
        Assert.Equal(answer.Path[^1].Allowed, answer.Reachable);
    }

    [Fact]
    public void Without_a_domain_443_is_closed_and_80_is_asked()
    {
        Assert.False(Ask("", "internet", "loadbalancer", 443).Reachable);
        var answer = Ask("", "internet", "loadbalancer");
        Assert.True(answer.Reachable);
        Assert.Equal(80, answer.Port);
    }

    [Theory]
    [InlineData("egress: [443, 587]", 443, true)]
    [InlineData("egress: [443, 587]", 587, true)]
    [InlineData("egress: [443, 587]", 465, false)]
    [InlineData("egress: [587]", 443, false)]
    [InlineData("egress: []", 443, false)]
    [InlineData("egress: null", 443, true)]
    [InlineData("egress: [443, 20443]", 20443, true)]
    public void Tasks_reach_the_ports_of_egress_on_the_Internet(string egress, int port, bool allowed)
    {
        foreach (var environment in new[] { "staging", "production" })
        {
            var answer = Ask(egress, "task", "internet", port, environment);
            Assert.True(allowed == answer.Reachable, answer.DecidedBy);
            foreach (
                var needed in (string[])["database", "store", "endpoint:guardduty-data", "endpoint:secretsmanager", "endpoint:ecr.api"]
            )
            {
                answer = Ask(egress, "task", needed, environment: environment);
                Assert.True(answer.Reachable, $"{needed}: {answer.DecidedBy}");
                Assert.DoesNotContain(answer.Notes, note => note.Contains("lost", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void An_answer_names_the_rule_and_every_step()
    {
        var answer = Ask("", "task", "database");

        Assert.Equal(5432, answer.Port);
        Assert.Contains("security group", answer.DecidedBy, StringComparison.Ordinal);
        Assert.Contains("tcp 5432", answer.DecidedBy, StringComparison.Ordinal);
        Assert.Contains(answer.Path, step => step.Check == "network ACL, replies egress");
        var denied = Ask("", "task", "database", 22);
        Assert.Contains("no egress rule allows tcp 22", denied.DecidedBy, StringComparison.Ordinal);
    }

    [Fact]
    public void No_app_without_a_database_has_a_way_to_one()
    {
        var network = Read.Architecture("database: none\n").Network;
        Assert.DoesNotContain(network.SecurityGroups, g => g.Key == SecurityGroupKeys.Database);
        Assert.DoesNotContain(network.SecurityGroups.SelectMany(g => g.Rules), r => r.FromPort == 5432);
        Assert.DoesNotContain(network.NetworkAcls.SelectMany(a => a.Rules), r => r.FromPort == 5432);
    }

    [Theory]
    [InlineData("loadbalancer")]
    [InlineData("task")]
    [InlineData("database")]
    public void Nothing_from_the_Internet_reaches_the_port_of_remote_desktops(string place) =>
        Assert.False(Ask("", "internet", place, 3389).Reachable);

    static ReachAnswer Ask(string more, string from, string to, int? port = null, string environment = "production")
    {
        var architecture = Read.Architecture(more, environment);
        var network = ArchitectureNetwork.Of(architecture);
        return Reach.Ask(network, Place(from), Place(to), port);

        PacketPlace Place(string name) => PacketPlaces.Find(network, name, architecture.App)!;
    }
}
