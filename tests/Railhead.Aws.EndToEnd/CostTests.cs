using System.Text.Json;

namespace Railhead.EndToEnd;

/// <summary><c>railhead cost</c> knows without Terraform what synth writes. Here Terraform says what that is.</summary>
public sealed class CostTests
{
    [Fact]
    public async Task The_costs_of_a_blueprint_are_those_of_its_plan()
    {
        RequiredTools.Need(Emulator.Tools);
        await using var machine = await AwsMachine.StartAsync();
        File.Copy(
            Path.Combine(SourceTree.Root, "tests/Railhead.Aws.Tests/Data/blueprints/everything.yaml"),
            Path.Combine(machine.Folder, "railhead.yaml")
        );
        (await machine.RailheadAsync("synth", "--env", Round.Environment)).Succeeded();
        var plan = Path.Combine(machine.Folder, "plan.json");
        await File.WriteAllTextAsync(plan, (await Round.PlanEverythingAsync(machine)).GetRawText(), TestContext.Current.CancellationToken);

        var ofBlueprint = await LinesAsync(machine, []);
        var ofPlan = await LinesAsync(machine, ["--plan", plan]);

        // The account's folder and the domain's zone are not in the environment's plan.
        string[] elsewhere = ["aws_guardduty", "data."];
        Assert.Equal(ofPlan, ofBlueprint.Where(line => !elsewhere.Any(start => line.StartsWith(start, StringComparison.Ordinal))));
    }

    static async Task<List<string>> LinesAsync(AwsMachine machine, string[] options)
    {
        var cost = (await machine.RailheadAsync(["cost", "--env", Round.Environment, "--json", .. options])).Succeeded();
        using var document = JsonDocument.Parse(cost.Output);
        Assert.Empty(document.RootElement.GetProperty("notPriced").EnumerateArray());
        return document
            .RootElement.GetProperty("lines")
            .EnumerateArray()
            .Select(line => $"{line.GetProperty("resource")} {line.GetProperty("what")} {line.GetProperty("month")}")
            .Order(StringComparer.Ordinal)
            .ToList();
    }
}
