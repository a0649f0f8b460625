using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

/// <summary>Each rule finds what is wrong, and nothing in what is right. <c>Data/policy</c> has a plan of both for every rule.</summary>
public sealed class PolicyRuleTests
{
    static readonly Dictionary<string, JsonNode> Cases = Directory
        .EnumerateFiles(Path.Combine(Golden.Folder(), "policy"), "*.json")
        .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!.AsArray())
        .ToDictionary(entry => entry!["rule"]!.GetValue<string>(), entry => entry!, StringComparer.Ordinal);

    public static TheoryData<string> Names { get; } = new(PolicyCatalogue.Rules.Select(rule => rule.Name));

    static IReadOnlyList<PolicyFinding> Find(string rule, string plan) =>
        [
            .. PolicyCheck
                .Find(PolicyPlan.Read(PlanText.Of(Cases[rule][plan]!.ToJsonString())), isProduction: true, [])
                .Where(finding => finding.Rule.Name == rule),
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rule_finds_what_is_wrong(string rule)
    {
        var finding = Assert.Single(Find(rule, "wrong"));
        Assert.Contains(finding.Resource.Address, Cases[rule]["wrong"]!.AsObject().Select(entry => entry.Key));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rule_finds_nothing_in_what_is_right(string rule) => Assert.Empty(Find(rule, "right").Select(finding => finding.Message));

    [Fact]
    public void Codes_and_names_are_unique_and_sources_are_documentation()
    {
        Assert.Equal(PolicyCatalogue.Rules.Count, PolicyCatalogue.Rules.Select(rule => rule.Code).Distinct().Count());
        Assert.Equal(PolicyCatalogue.Rules.Count, PolicyCatalogue.Rules.Select(rule => rule.Name).Distinct().Count());
        Assert.Equal(
            PolicyCatalogue.Rules.Select(rule => rule.Code).Order(StringComparer.Ordinal),
            PolicyCatalogue.Rules.Select(rule => rule.Code)
        );
        Assert.All(PolicyCatalogue.Rules, rule => Assert.Matches("^https://(docs.aws.amazon.com|developer.hashicorp.com)/", rule.Source));
        Assert.All(PolicyCatalogue.Rules, rule => Assert.EndsWith(".", rule.Reason, StringComparison.Ordinal));
        Assert.All(PolicyCatalogue.Rules, rule => Assert.EndsWith(".", rule.Fix, StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_for_production_do_not_count_elsewhere()
    {
        var plan = PolicyPlan.Read(PlanText.Of("""{"aws_db_instance.a":{"engine":"postgres","multi_az":false}}"""));
        Assert.Contains(PolicyCheck.Find(plan, isProduction: true, []), finding => finding.Rule.Name == "database-has-a-standby");
        Assert.DoesNotContain(PolicyCheck.Find(plan, isProduction: false, []), finding => finding.Rule.IsForProduction);
    }

    [Theory]
    [InlineData("database-has-a-standby", null, true)]
    [InlineData("RH6070", "aws_db_instance.a", true)]
    [InlineData("RH6070", "aws_db_instance.*", true)]
    [InlineData("RH6070", "aws_db_instance.b", false)]
    [InlineData("RH6071", null, false)]
    public void A_written_reason_covers_its_rule_and_resource(string rule, string? resource, bool covers)
    {
        var plan = PolicyPlan.Read(PlanText.Of("""{"aws_db_instance.a":{"engine":"postgres","multi_az":false}}"""));
        var finding = PolicyCheck
            .Find(plan, isProduction: true, [new PolicyException(rule, resource, "a demo")])
            .Single(finding => finding.Rule.Name == "database-has-a-standby");
        Assert.Equal(covers ? "a demo" : null, finding.Exception);
    }

    [Fact]
    public void The_page_lists_every_rule()
    {
        var table = PolicyCatalogue.Rules.Select(rule =>
            $"| {rule.Code} | `{rule.Name}` | {rule.Area.ToString().ToLowerInvariant()} | {rule.Severity.ToString().ToLowerInvariant()}{(rule.IsForProduction ? ", production only" : "")} | {rule.Reason} | {rule.Fix} | [source]({rule.Source}) |"
        );
        var path = SourceTree.PathOf("docs", "aws", "policy.md");
        var page = File.ReadAllText(path);
        const string begin = "| code | rule | about | severity | why | fix | |\n|---|---|---|---|---|---|---|\n";
        Golden.Check(path, page[..page.IndexOf(begin, StringComparison.Ordinal)] + begin + string.Join('\n', table) + "\n");
    }
}
