using System.Text.RegularExpressions;
using Railhead.Model;

namespace Railhead.Aws.Tests;

public sealed partial class BillTests
{
    static readonly DateOnly Today = new(2026, 11, 28);

    static readonly Dictionary<string, decimal> Nothing = [];

    /// <summary>
    /// A new resource cannot be forgotten: its type is priced, or it is in the list of types that cost nothing, with a reason.
    /// </summary>
    [Theory]
    [MemberData(nameof(Blueprints.All), MemberType = typeof(Blueprints))]
    public void Every_resource_type_is_priced_or_known_to_cost_nothing(string blueprint, string environment)
    {
        var types = Heads(Synth.Environment(Blueprints.Architecture(blueprint, environment)).Concat(Synth.Account("eu-west-1")))
            .Select(head => head.Type)
            .Distinct()
            .ToList();

        Assert.True(types.Count > 40, $"only {types.Count} types were found");
        Assert.DoesNotContain(types, type => PricedTypes.All.ContainsKey(type) == FreeTypes.All.ContainsKey(type));
    }

    [Theory]
    [MemberData(nameof(Blueprints.All), MemberType = typeof(Blueprints))]
    public void Every_priced_resource_is_one_that_synth_writes_and_the_other_way_round(string blueprint, string environment)
    {
        var architecture = Blueprints.Architecture(blueprint, environment);
        var written = Heads(Synth.Environment(architecture))
            .Where(head => PricedTypes.All.ContainsKey(head.Type))
            .Where(head => head != ("aws_vpc_endpoint", "s3") && head != ("aws_ssm_parameter", "app_spec"))
            .Select(head => $"{head.Type}.{head.Name}")
            .Order(StringComparer.Ordinal);
        var priced = ArchitectureResources
            .Of(architecture)
            .Where(resource =>
                PricedTypes.All.ContainsKey(resource.Type) && !resource.Address.StartsWith("data.", StringComparison.Ordinal)
            )
            .Where(resource => !resource.Type.StartsWith("aws_guardduty", StringComparison.Ordinal))
            .Select(resource => resource.Address.Split('[')[0])
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(written, priced);
    }

    [Fact]
    public void A_month_is_the_sum_of_its_lines_and_a_line_is_quantity_times_price()
    {
        var bill = Of("everything", "production");
        Assert.Equal(bill.Lines.Sum(line => line.Month.Expected), bill.Month.Expected);
        Assert.All(bill.Lines, line => Assert.Equal(line.Quantity.Expected * line.Price.Value.Expected, line.Month.Expected));
        Assert.All(
            bill.Lines,
            line => Assert.True(line.Month.Low <= line.Month.Expected && line.Month.Expected <= line.Month.High, line.What)
        );
        Assert.All(bill.Lines.Where(line => line.Price.IsGuess), line => Assert.True(line.IsGuess || line.Quantity.High == 0, line.What));
        Assert.Empty(bill.NotPriced);
    }

    [Fact]
    public void A_set_assumption_has_no_range_and_others_follow_from_it()
    {
        var bill = Of("typical", "production", new() { [Usage.Requests] = 100 });
        Assert.Equal(CostRange.Exactly(100), bill.Assumptions.First(a => a.Name == Usage.Requests).Value);
        Assert.Equal(100 * 2.628m * 20, bill.Assumptions.First(a => a.Name == Usage.InternetGb).Value.Expected);
        Assert.Equal(100 * 2.628m * 20 * 0.09m, Month(bill, "aws_lb.main", "data to the Internet"));
    }

    [Fact]
    public void Tests_run_on_Spot_but_their_first_task_does_not()
    {
        var bill = Of("minimal", "staging", new() { [Usage.Tasks] = 2 });
        var spot = 730 * 0.25m * 0.012144m * 0.8m;
        Assert.Equal(730 * 0.25m * 0.04048m * 1.2m, Month(bill, "aws_ecs_service.main", "vCPUs of tasks"));
        Assert.Equal(spot, Month(bill, "aws_ecs_service.main", "vCPUs of tasks on Spot"));
    }

    [Theory]
    [InlineData(15, "2026-11-28", null)]
    [InlineData(13, "2026-11-28", 0.112)]
    [InlineData(13, "2028-06-01", 0.224)]
    public void An_old_version_of_the_database_costs_Extended_Support(int version, string today, double? perCpuHour)
    {
        var database = new PlannedResource(
            "aws_db_instance.main",
            "aws_db_instance",
            "eu-west-1",
            new()
            {
                ["instance_class"] = "db.t4g.micro",
                ["engine_version"] = $"{version}",
                ["allocated_storage"] = 20,
                ["multi_az"] = true,
            }
        );
        var bill = Bill.Of([database], new Assumptions(Tier.Production, [], Nothing), PriceTable.Current, DateOnly.Parse(today));
        var line = bill.Lines.SingleOrDefault(line => line.What.StartsWith("Extended", StringComparison.Ordinal));
        // Two virtual CPUs, and as many in the standby.
        Assert.Equal((decimal?)perCpuHour * 730 * 2 * 2, line?.Month.Expected);
    }

    [Fact]
    public void With_Extended_Support_off_RDS_upgrades_and_charges_nothing()
    {
        var database = new PlannedResource(
            "aws_db_instance.main",
            "aws_db_instance",
            "eu-west-1",
            new()
            {
                ["instance_class"] = "db.t4g.micro",
                ["engine_version"] = "13",
                ["allocated_storage"] = 20,
                ["engine_lifecycle_support"] = "open-source-rds-extended-support-disabled",
            }
        );
        var bill = Bill.Of([database], new Assumptions(Tier.Production, [], Nothing), PriceTable.Current, Today);
        Assert.DoesNotContain(bill.Lines, line => line.What.StartsWith("Extended", StringComparison.Ordinal));
    }

    [Fact]
    public void A_resource_of_an_unknown_type_is_named_not_counted_as_free()
    {
        var cache = new PlannedResource("aws_elasticache_cluster.main", "aws_elasticache_cluster", "eu-west-1", []);
        var bill = Bill.Of([cache], new Assumptions(Tier.Production, [], Nothing), PriceTable.Current, Today);
        Assert.Equal("aws_elasticache_cluster.main", Assert.Single(bill.NotPriced));
    }

    [Fact]
    public void In_a_region_without_prices_every_line_is_a_guess()
    {
        var bill = Bill.Of(
            Blueprints.Compile("app: shop\nstart: ./shop\nregion: sa-east-1\n", "production"),
            Nothing,
            PriceTable.Current,
            Today
        );
        Assert.All(bill.Lines.Where(line => line.Month.Expected > 0), line => Assert.True(line.IsGuess, line.What));
    }

    [Theory]
    [InlineData("zones: 3", 1)]
    [InlineData("waf: true", 1)]
    [InlineData("database.multi_az: false", -1)]
    [InlineData("database.replicas: 1", 1)]
    [InlineData("one more task", 1)]
    [InlineData("Spot for all tasks but the first", -1)]
    [InlineData("Graviton (ARM64) for tasks", -1)]
    [InlineData("one NAT gateway for all zones", -1)]
    [InlineData("no interface endpoints", -1)]
    [InlineData("database reserved for 1 year, nothing in advance", -1)]
    [InlineData("PostgreSQL 17 after 2030-02-28, in Extended Support", 1)]
    public void Each_key_and_each_alternative_costs_or_saves(string change, int sign)
    {
        var changes = new CostChanges(Blueprints.Architecture("typical", "production"), Nothing, PriceTable.Current, Today);
        var found = Assert.Single(changes.Knobs().Concat(changes.Alternatives()), entry => entry.Change == change);
        Assert.Equal(sign, Math.Sign(Math.Round(found.Difference, 2)));
    }

    static Bill Of(string blueprint, string environment, Dictionary<string, decimal>? set = null) =>
        Bill.Of(Blueprints.Architecture(blueprint, environment), set ?? Nothing, PriceTable.Current, Today);

    static decimal Month(Bill bill, string resource, string what) =>
        bill.Lines.Single(line => line.Resource == resource && line.What == what).Month.Expected;

    static IEnumerable<(string Type, string Name)> Heads(IEnumerable<SynthFile> files) =>
        files
            .Where(file => file.Path.EndsWith(".tf", StringComparison.Ordinal))
            .SelectMany(file => Resource().Matches(file.Text))
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    [GeneratedRegex("^resource \"([a-z0-9_]+)\" \"([a-z0-9_]+)\"", RegexOptions.Multiline)]
    private static partial Regex Resource();
}
