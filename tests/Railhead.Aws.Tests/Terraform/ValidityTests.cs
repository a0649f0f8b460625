namespace Railhead.Aws.Tests;

/// <summary>Terraform and its AWS provider, asked about everything that is written.</summary>
public sealed class ValidityTests
{
    [Theory]
    [MemberData(nameof(Blueprints.All), MemberType = typeof(Blueprints))]
    public Task An_environment_is_formatted_and_valid(string blueprint, string environment) =>
        CheckAsync(Synth.Environment(Blueprints.Architecture(blueprint, environment)));

    [Fact]
    public Task What_exists_once_per_account_is_formatted_and_valid() => CheckAsync(Synth.Account("eu-west-1"));

    static async Task CheckAsync(IReadOnlyList<SynthFile> files)
    {
        RequiredTools.Need("terraform");
        using var folder = new TemporaryFolder();
        SynthFolder.Write(folder.Path, files);
        // Names what is not as "terraform fmt" would have it, and fails for it.
        await TerraformTool.RunAsync(folder.Path, "fmt", "-check", "-diff", "-recursive", "-no-color");
        await TerraformTool.InitAsync(folder.Path);
        var said = await TerraformTool.RunAsync(folder.Path, "validate", "-no-color");
        Assert.DoesNotContain("Warning", said, StringComparison.Ordinal);
    }
}
