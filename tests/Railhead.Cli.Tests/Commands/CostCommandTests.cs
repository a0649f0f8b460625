using System.Text.Json;
using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli.Tests;

public sealed class CostCommandTests : IDisposable
{
    readonly CommandLineRun _run = new();

    public CostCommandTests() => _run.App("shop");

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task The_JSON_has_what_the_interface_says_and_adds_up()
    {
        var finished = (await _run.RunAsync("cost", "shop", "--env", "production", "--json")).Succeeded();
        using var document = JsonDocument.Parse(finished.Output);
        var root = document.RootElement;
        Assert.Equal("USD", root.GetProperty("currency").GetString());
        var month = root.GetProperty("month");
        Assert.True(Number(month, "low") < Number(month, "expected") && Number(month, "expected") < Number(month, "high"));
        var lines = root.GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal(Number(month, "expected"), lines.Sum(line => Number(line, "month")), 4);
        Assert.All(lines, line => Assert.Equal(Number(line, "quantity") * Number(line, "price"), Number(line, "month"), 4));
        Assert.All(
            lines,
            line =>
            {
                Assert.NotEmpty(line.GetProperty("what").GetString()!);
                Assert.NotEmpty(line.GetProperty("unit").GetString()!);
                Assert.StartsWith("https://", line.GetProperty("source").GetString()!, StringComparison.Ordinal);
                Assert.Matches(@"^\d{4}-\d\d-\d\d$", line.GetProperty("asOf").GetString()!);
                Assert.Equal(Number(line, "low") != Number(line, "high"), line.GetProperty("guess").GetBoolean());
            }
        );
        Assert.Contains(lines, line => line.GetProperty("resource").GetString() == "aws_nat_gateway.main[\"eu-west-1a\"]");
    }

    [Fact]
    public async Task A_set_assumption_changes_the_month_and_is_shown_as_set()
    {
        var few = await MonthAsync("--set", "requests=1", "--set", "tasks=2");
        var many = await MonthAsync("--set", "requests=100", "--set", "tasks=4");
        Assert.True(many > few + 100);
        var said = (await _run.RunAsync("cost", "shop", "--env", "production", "--set", "requests=12.5")).Succeeded().Output;
        Assert.Matches(@"\n  requests +12\.5 +set ", said);
    }

    [Theory]
    [InlineData("request=5", "RH5060", "Did you mean \"requests\"?")]
    [InlineData("requests", "RH5061", "NAME=NUMBER")]
    [InlineData("requests=-1", "RH5061", "not below 0")]
    [InlineData("requests=many", "RH5061", "NAME=NUMBER")]
    public async Task A_wrong_assumption_is_wrong_usage(string set, string code, string said)
    {
        var finished = (await _run.RunAsync("cost", "shop", "--json", "--set", set)).FailedWith(ExitCode.Usage);
        Assert.Contains(code, finished.Output, StringComparison.Ordinal);
        Assert.Contains(said, (await _run.RunAsync("cost", "shop", "--set", set)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_of_this_machine_is_priced_as_it_would_be_on_AWS()
    {
        var finished = (await _run.RunAsync("cost", "shop")).Succeeded();
        Assert.Contains("costs of its form on AWS", finished.Error, StringComparison.Ordinal);
        Assert.Contains("aws_lb.main: hours", finished.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_without_prices_is_said_loudly()
    {
        _run.App("far", "app: far\nstart: ./far\nregion: sa-east-1\n");
        var error = (await _run.RunAsync("cost", "far", "--env", "production")).Succeeded().Error;
        Assert.StartsWith("warning: the price table does not have sa-east-1.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.json", "RH2033", ExitCode.Usage)]
    [InlineData("words.json", "RH5070", ExitCode.Failed)]
    [InlineData("other.json", "RH5070", ExitCode.Failed)]
    public async Task A_file_that_is_no_plan_is_named(string file, string code, int exitCode)
    {
        await File.WriteAllTextAsync(Path.Combine(_run.Folder, "words.json"), "no JSON", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_run.Folder, "other.json"), "{}", TestContext.Current.CancellationToken);
        var finished = (await _run.RunAsync("cost", "shop", "--json", "--plan", file)).FailedWith(exitCode);
        Assert.Contains(code, finished.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_of_other_hands_is_priced_and_what_is_unknown_in_it_is_named()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_run.Folder, "plan.json"),
            """
            {"planned_values": {"root_module": {"resources": [
              {"address": "aws_nat_gateway.a", "mode": "managed", "type": "aws_nat_gateway", "values": {}},
              {"address": "aws_elasticache_cluster.a", "mode": "managed", "type": "aws_elasticache_cluster", "values": {}}]}}}
            """,
            TestContext.Current.CancellationToken
        );
        var output = (await _run.RunAsync("cost", "shop", "--plan", "plan.json")).Succeeded().Output;
        Assert.Contains("aws_nat_gateway.a: hours", output, StringComparison.Ordinal);
        Assert.Contains("does not know these types: aws_elasticache_cluster.a.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_says_what_it_costs_by_resource()
    {
        var difference = new BillDifference(
            CostRange.Exactly(100),
            CostRange.Exactly(113.14m),
            [new CostLineDifference("aws_db_instance.main", 12.41m, 25.55m)]
        );
        Assert.Equal(
            [
                "  cost      100.00 → 113.14 USD a month (+13.14; an estimate: railhead cost)",
                "               +13.14  aws_db_instance.main  12.41 → 25.55",
            ],
            PlanCostText.Lines(difference)
        );
    }

    async Task<decimal> MonthAsync(params string[] words)
    {
        var finished = (await _run.RunAsync(["cost", "shop", "--env", "production", "--json", .. words])).Succeeded();
        return Number(JsonDocument.Parse(finished.Output).RootElement.GetProperty("month"), "expected");
    }

    static decimal Number(JsonElement element, string name) => element.GetProperty(name).GetDecimal();
}
