using Railhead.Model;

namespace Railhead.Aws.Tests;

/// <summary>The blueprints that the output is shown and checked for.</summary>
static class Blueprints
{
    public static TheoryData<string, string> All { get; } =
        new()
        {
            { "minimal", "staging" },
            { "minimal", "production" },
            { "typical", "staging" },
            { "typical", "production" },
            { "everything", "staging" },
            { "everything", "production" },
            { "promoted", "production" },
        };

    /// <summary>Where ECS itself deploys: only version 6 of the provider knows it, and no test can run that.</summary>
    public static TheoryData<string, string> Native { get; } = new() { { "ecs", "staging" }, { "ecs", "production" } };

    public static Architecture Architecture(string blueprint, string environment) =>
        Compile(Golden.Read($"blueprints/{blueprint}.yaml"), environment);

    /// <summary>The files that people read; an archive has a test of its own.</summary>
    public static Dictionary<string, string> Texts(IReadOnlyList<SynthFile> files) =>
        files.Where(file => file.Bytes is null).ToDictionary(file => file.Path, file => file.Text);

    public static Architecture Compile(string yaml, string environment)
    {
        var result = BlueprintFile.Parse(yaml, "railhead.yaml", environment);
        Assert.NotNull(result.Blueprint);
        return ArchitectureCompiler.Compile(result.Blueprint, environment);
    }
}
