using Railhead.Model;

namespace Railhead.Local.Tests;

public sealed class HaproxyConfigurationTests
{
    static readonly Layout Paths = new("/var/lib/rail's home", "guestbook", "local", "/run/railhead/1f3a9c27");

    static LoadBalancerState Deployment() =>
        new()
        {
            Host = "localhost",
            HealthChecks = new Dictionary<Slot, HealthCheck>
            {
                [Slot.Blue] = new("/up", "200", 10, 5, 2, 2),
                [Slot.Green] = new("/healthz?deep=1", "200,300-310", 5, 2, 3, 4),
            },
            Targets = new Dictionary<Slot, IReadOnlyList<Target>>
            {
                [Slot.Blue] =
                [
                    new("a1", "127.0.0.1", 18210, TargetPhase.InService),
                    new("b1", "127.0.0.1", 18212, TargetPhase.InService),
                    new("a0", "127.0.0.1", 18218, TargetPhase.Draining),
                ],
                [Slot.Green] = [new("a2", "127.0.0.1", 18214, TargetPhase.Initial), new("b2", "::1", 18216, TargetPhase.InService)],
            },
            Weights = new Dictionary<Slot, int> { [Slot.Blue] = 900, [Slot.Green] = 100 },
        };

    [Fact]
    public void The_file_is_whole_servers_included() => Golden.Check("deployment.cfg", HaproxyConfiguration.Write(Deployment(), Paths));

    [Fact]
    public void An_environment_without_a_deployment_has_a_file_too() =>
        Golden.Check(
            "empty.cfg",
            HaproxyConfiguration.Write(
                Deployment() with
                {
                    Targets = new Dictionary<Slot, IReadOnlyList<Target>>(),
                    Weights = new Dictionary<Slot, int>(),
                },
                Paths
            )
        );

    [Fact]
    public void Targets_and_weights_change_without_a_reload()
    {
        var state = Deployment();
        Assert.Equal(
            HaproxyConfiguration.Revision(state, Paths),
            HaproxyConfiguration.Revision(
                state with
                {
                    Targets = new Dictionary<Slot, IReadOnlyList<Target>>(),
                    Weights = new Dictionary<Slot, int> { [Slot.Green] = 1000 },
                },
                Paths
            )
        );
    }

    [Theory]
    [InlineData("/other", "200", 10, 5, 2, 2)]
    [InlineData("/up", "200-299", 10, 5, 2, 2)]
    [InlineData("/up", "200", 11, 5, 2, 2)]
    [InlineData("/up", "200", 10, 6, 2, 2)]
    [InlineData("/up", "200", 10, 5, 3, 2)]
    [InlineData("/up", "200", 10, 5, 2, 3)]
    public void Every_part_of_a_health_check_is_part_of_the_revision(
        string path,
        string matcher,
        int interval,
        int timeout,
        int healthy,
        int unhealthy
    )
    {
        var state = Deployment();
        var changed = state with
        {
            HealthChecks = new Dictionary<Slot, HealthCheck>(state.HealthChecks)
            {
                [Slot.Blue] = new(path, matcher, interval, timeout, healthy, unhealthy),
            },
        };
        Assert.NotEqual(HaproxyConfiguration.Revision(state, Paths), HaproxyConfiguration.Revision(changed, Paths));
    }

    [Theory]
    [InlineData("a1\n    server evil 10.0.0.1:80")]
    [InlineData("a1.open")]
    [InlineData("")]
    public void A_name_that_would_mean_something_else_in_the_file_is_refused(string name)
    {
        var state = Deployment() with
        {
            Targets = new Dictionary<Slot, IReadOnlyList<Target>> { [Slot.Blue] = [new(name, "127.0.0.1", 1, TargetPhase.InService)] },
        };
        Assert.Throws<ArgumentException>(() => HaproxyConfiguration.Write(state, Paths));
    }

    [Theory]
    [InlineData("/up\r\nX: y", "200")]
    [InlineData("up", "200")]
    [InlineData("/up", "200 string x")]
    public void A_health_check_that_would_mean_something_else_in_the_file_is_refused(string path, string matcher)
    {
        var state = Deployment() with
        {
            HealthChecks = SlotNames.All.ToDictionary(slot => slot, _ => new HealthCheck(path, matcher, 10, 5, 2, 2)),
        };
        Assert.Throws<ArgumentException>(() => HaproxyConfiguration.Write(state, Paths));
    }

    [Fact]
    public void Weights_that_are_not_the_whole_are_refused() =>
        Assert.Throws<ArgumentException>(() =>
            HaproxyConfiguration.Write(Deployment() with { Weights = new Dictionary<Slot, int> { [Slot.Blue] = 999 } }, Paths)
        );

    [Fact]
    public void Each_weight_has_its_share_of_the_thousand_rows()
    {
        var rows = WeightsMap.Rows(new Dictionary<Slot, int> { [Slot.Green] = 1, [Slot.Blue] = 999 });
        Assert.Equal(1000, rows.Count);
        Assert.Equal("r1.0 web-blue", rows[0]);
        Assert.Equal("r1.998 web-blue", rows[998]);
        Assert.Equal("r1.999 web-green", rows[999]);
    }

    [Fact]
    public void Without_weights_every_row_answers_503() =>
        Assert.All(WeightsMap.Backends(new Dictionary<Slot, int>()), backend => Assert.Equal("none", backend));
}
