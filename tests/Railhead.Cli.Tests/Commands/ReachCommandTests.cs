using System.Text.Json;
using System.Xml.Linq;

namespace Railhead.Cli.Tests;

/// <summary><c>railhead reach</c> from the blueprint and from a plan.</summary>
public sealed class ReachCommandTests : IDisposable
{
    readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task An_answer_is_an_exit_code_a_rule_and_a_path()
    {
        _run.App("shop");
        var yes = (await _run.RunAsync("reach", "task", "database", "--app", "shop", "--json")).Succeeded();
        using var document = JsonDocument.Parse(yes.Output);
        var answer = document.RootElement;
        Assert.Equal("task", answer.GetProperty("from").GetString());
        Assert.Equal("database", answer.GetProperty("to").GetString());
        Assert.Equal(5432, answer.GetProperty("port").GetInt32());
        Assert.True(answer.GetProperty("reachable").GetBoolean());
        Assert.Contains("allows tcp 5432", answer.GetProperty("decidedBy").GetString(), StringComparison.Ordinal);
        Assert.True(answer.GetProperty("path").GetArrayLength() > 2);

        var no = (await _run.RunAsync("reach", "internet", "database", "5432", "--app", "shop")).FailedWith(ExitCode.Failed);
        Assert.StartsWith("internet → database, port 5432: not reachable\n", no.Output, StringComparison.Ordinal);
        Assert.Equal("", no.Error);
    }

    [Fact]
    public async Task The_picture_is_a_document_of_its_own_with_every_place_and_way()
    {
        _run.App("shop");
        (await _run.RunAsync("reach", "task", "database", "--app", "shop", "--env", "production", "--svg", "network.svg")).Succeeded();
        var svg = XDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(_run.Folder, "network.svg"), TestContext.Current.CancellationToken)
        );
        Assert.Equal("svg", svg.Root!.Name.LocalName);
        var texts = svg.Descendants().Where(node => node.Name.LocalName == "text").Select(node => node.Value).ToList();
        foreach (var text in (string[])["Internet", "loadbalancer", "task", "database", "NAT gateway", "task → database: 5432"])
        {
            Assert.Contains(text, texts);
        }

        Assert.DoesNotContain("internet → database: 5432", texts);
        Assert.DoesNotContain(
            svg.Descendants().Attributes(),
            attribute => attribute.Value.Contains("http", StringComparison.Ordinal) && !attribute.IsNamespaceDeclaration
        );
    }

    [Theory]
    [InlineData("RH2030", "task", "databse")]
    [InlineData("RH2031", "task", "database", "70000")]
    [InlineData("RH2033", "task", "database", "--aws", "missing.json")]
    [InlineData("RH2032", "task", "plan.json", "--aws")]
    [InlineData("RH2034", "task", "database", "80", "90")]
    public async Task A_mistake_in_the_words_is_wrong_usage(string code, params string[] words)
    {
        _run.App("shop");
        var finished = (await _run.RunAsync(["reach", .. words, "--app", "shop", "--json"])).FailedWith(ExitCode.Usage);
        Assert.Contains(code, finished.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--aws", "plan.json", "task", "internet", "443")]
    [InlineData("task", "internet", "443", "--aws", "plan.json")]
    [InlineData("task", "internet", "--aws", "plan.json")]
    public async Task A_plan_answers_wherever_its_file_stands_among_the_words(params string[] words)
    {
        await File.WriteAllTextAsync(Path.Combine(_run.Folder, "plan.json"), Plan, TestContext.Current.CancellationToken);
        var finished = (await _run.RunAsync(["reach", .. words])).FailedWith(ExitCode.Failed);
        Assert.Contains("aws_ecs_service.web in aws_subnet.app has no public address", finished.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_file_than_a_plan_is_an_error()
    {
        await File.WriteAllTextAsync(Path.Combine(_run.Folder, "plan.json"), "{}", TestContext.Current.CancellationToken);
        var finished = (await _run.RunAsync("reach", "task", "internet", "--aws", "plan.json", "--json")).FailedWith(ExitCode.Failed);
        Assert.Contains("RH5070", finished.Output, StringComparison.Ordinal);
    }

    /// <summary>A service in a subnet whose route leads to the internet gateway, without a public address.</summary>
    const string Plan = """
        {
          "planned_values": { "root_module": { "resources": [
            { "address": "aws_vpc.main", "mode": "managed", "type": "aws_vpc", "name": "main", "values": { "cidr_block": "10.0.0.0/16" } },
            { "address": "aws_internet_gateway.main", "mode": "managed", "type": "aws_internet_gateway", "name": "main", "values": {} },
            { "address": "aws_subnet.app", "mode": "managed", "type": "aws_subnet", "name": "app", "values": { "cidr_block": "10.0.1.0/24" } },
            { "address": "aws_default_route_table.main", "mode": "managed", "type": "aws_default_route_table", "name": "main",
              "values": { "route": [{ "cidr_block": "0.0.0.0/0" }] } },
            { "address": "aws_ecs_service.web", "mode": "managed", "type": "aws_ecs_service", "name": "web",
              "values": { "name": "web", "network_configuration": [{ "assign_public_ip": false }] } }
          ] } },
          "configuration": { "root_module": { "resources": [
            { "address": "aws_internet_gateway.main", "expressions": { "vpc_id": { "references": ["aws_vpc.main.id", "aws_vpc.main"] } } },
            { "address": "aws_subnet.app", "expressions": { "vpc_id": { "references": ["aws_vpc.main.id", "aws_vpc.main"] } } },
            { "address": "aws_default_route_table.main", "expressions": {
              "route": { "references": ["aws_internet_gateway.main.id", "aws_internet_gateway.main"] } } },
            { "address": "aws_ecs_service.web", "expressions": { "network_configuration": [{
              "subnets": { "references": ["aws_subnet.app.id", "aws_subnet.app"] } }] } }
          ] } }
        }
        """;
}
