namespace Railhead.Aws.Tests;

/// <summary>
/// Mistakes in policy and names, each planted into the plan of the blueprint with everything, are found by <c>check --aws</c> before an
/// apply. Those in the network are in <c>ReachRulesTests</c>, those in the order in <see cref="PlantedOrderTests"/>.
/// </summary>
[Trait("Engine", TerraformTool.Trait)]
public sealed class PlantedPolicyTests
{
    [Fact]
    public async Task Each_planted_mistake_in_policy_and_names_is_found()
    {
        TerraformTool.Need();
        var exceptions = OwnExceptions.Of(Blueprints.Architecture("everything", "production"));
        var json = await PlannedEnvironments.OfAsync("everything", "production");
        List<string> missed = [];
        foreach (var mistake in PlantedMistakes.All)
        {
            var found = PolicyCheck.Find(PolicyPlan.Read(mistake.Plant(new PlantedPlan(json)).Json), isProduction: true, exceptions);
            var open = found.Where(finding => finding.Exception is null).ToList();
            if (!open.Exists(one => one.Rule.Name == mistake.Rule && (mistake.Resource ?? one.Resource.Address) == one.Resource.Address))
            {
                missed.Add($"{mistake.Text}: not found by {mistake.Rule}, but: {string.Join("; ", open.Select(Say))}");
            }
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));
        Assert.True(PlantedMistakes.All.Count > 60, $"only {PlantedMistakes.All.Count} mistakes");
    }

    static string Say(PolicyFinding finding) => $"{finding.Rule.Name} {finding.Resource.Address}: {finding.Message}";
}
