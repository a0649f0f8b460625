using Railhead.Model;

namespace Railhead.Local;

/// <summary>The folders that a commit's blueprint includes in the checkout.</summary>
public static class SourceInclude
{
    /// <summary>None for a blueprint with errors: the deployment itself reports them.</summary>
    public static IReadOnlyList<string> Of(string blueprint, string environment) =>
        BlueprintFile.Parse(blueprint, BlueprintFile.Name, environment).Blueprint is { } parsed
            ? ArchitectureCompiler.Compile(parsed, environment).Pipeline.Include
            : [];

    /// <summary>For a folder that is in no repository.</summary>
    /// <exception cref="RailheadException">Its blueprint includes folders of one.</exception>
    public static async Task RefuseAsync(string folder, string environment, CancellationToken cancellation)
    {
        if (Of(await File.ReadAllTextAsync(Path.Combine(folder, BlueprintFile.Name), cancellation), environment).Count > 0)
        {
            throw PipelineErrors.IncludeWithoutRepository(folder);
        }
    }
}
