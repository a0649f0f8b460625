namespace Railhead.Aws.Tests;

/// <summary>Railhead's own Terraform satisfies the whole catalogue, or carries a written exception.</summary>
[Trait("Engine", TerraformTool.Trait)]
public sealed class CatalogueTests
{
    [Theory]
    [MemberData(nameof(Blueprints.All), MemberType = typeof(Blueprints))]
    [MemberData(nameof(Blueprints.Native), MemberType = typeof(Blueprints))]
    public async Task Every_plan_satisfies_the_catalogue_or_has_a_written_exception(string blueprint, string environment)
    {
        TerraformTool.Need();
        var architecture = Blueprints.Architecture(blueprint, environment);
        var plan = PolicyPlan.Read(await PlannedEnvironments.OfAsync(blueprint, environment));
        var found = PolicyCheck.Find(plan, architecture.Tier == Model.Tier.Production, OwnExceptions.Of(architecture));
        var open = found
            .Where(finding => finding.Exception is null)
            .Select(finding => $"{finding.Rule.Name} {finding.Resource.Address}: {finding.Message}")
            .ToList();
        Assert.True(open.Count == 0, string.Join('\n', open));
    }
}
