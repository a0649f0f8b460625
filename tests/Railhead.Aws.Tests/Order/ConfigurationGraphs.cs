namespace Railhead.Aws.Tests;

/// <summary>Asks Terraform for the graphs of several folders at once, because loading the provider takes longest.</summary>
static class ConfigurationGraphs
{
    /// <param name="folders">Files by a name of letters, digits and hyphens.</param>
    public static async Task<IReadOnlyDictionary<string, ResourceGraph>> OfAsync(
        IReadOnlyDictionary<string, IReadOnlyList<SynthFile>> folders
    )
    {
        using var root = new TemporaryFolder();
        foreach (var (name, files) in folders)
        {
            SynthFolder.Write(Path.Combine(root.Path, name), files);
        }

        await File.WriteAllTextAsync(
            Path.Combine(root.Path, "main.tf"),
            string.Concat(folders.Keys.Select(name => $"module \"{name}\" {{\n  source = \"./{name}\"\n}}\n")),
            TestContext.Current.CancellationToken
        );
        await TerraformTool.InitAsync(root.Path);
        var dot = await TerraformTool.RunAsync(root.Path, "graph");
        return folders.Keys.ToDictionary(name => name, name => new ResourceGraph(dot, name));
    }
}
