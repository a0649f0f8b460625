using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>The architecture of a small app, compiled from a blueprint.</summary>
static class TestArchitecture
{
    const string Blueprint = """
        app: guestbook
        start: ./app
        storage: { buckets: { files: {}, big-files: { versioning: false } } }

        """;

    /// <param name="more">Further keys of the blueprint.</param>
    public static Architecture Make(string more = "")
    {
        var result = BlueprintFile.Parse(Blueprint + more, "railhead.yaml", "local");
        Assert.True(result.Blueprint is not null, string.Join('\n', result.Findings));
        return ArchitectureCompiler.Compile(result.Blueprint, "local");
    }
}
