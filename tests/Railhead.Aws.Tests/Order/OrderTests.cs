namespace Railhead.Aws.Tests;

/// <summary>
/// The order of an apply and of a destroy, by Terraform's own graph of all blueprints and tiers: it must be right in every order that the
/// graph allows, because Terraform works on many resources at once.
/// </summary>
[Trait("Engine", TerraformTool.Trait)]
public sealed class OrderTests
{
    [Fact]
    public async Task Every_requirement_holds_in_the_worst_order_of_an_apply_and_of_a_destroy()
    {
        TerraformTool.Need();
        var graphs = await ConfigurationGraphs.OfAsync(
            Blueprints
                .All.Select(row => (row.Data, Files: Folder(row.Data.Item1, row.Data.Item2)))
                .Concat(Blueprints.Native.Select(row => (row.Data, Files: Version5.Of(row.Data.Item1, row.Data.Item2))))
                .ToDictionary(one => $"{one.Data.Item1}-{one.Data.Item2}", one => one.Files)
        );
        var faults = graphs.SelectMany(graph => Order.Faults(graph.Value).Select(fault => $"{graph.Key}: {fault}")).ToList();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        // A row about resources that nothing emits would test nothing.
        Assert.DoesNotContain(OrderTable.All, row => !graphs.Values.Any(row.AppliesTo));
        Assert.All(graphs.Values, graph => Assert.True(graph.Resources.Count > 100));
    }

    static IReadOnlyList<SynthFile> Folder(string blueprint, string environment) =>
        Synth.Environment(Blueprints.Architecture(blueprint, environment));
}
