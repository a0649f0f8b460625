namespace Railhead.Aws.Tests;

public sealed class SynthTests
{
    [Theory]
    [MemberData(nameof(Blueprints.All), MemberType = typeof(Blueprints))]
    [MemberData(nameof(Blueprints.Native), MemberType = typeof(Blueprints))]
    public void The_output_is_as_reviewed(string blueprint, string environment) =>
        Golden.CheckFolder(
            $"{blueprint}/{environment}",
            Blueprints.Texts(Synth.Environment(Blueprints.Architecture(blueprint, environment)))
        );
}
