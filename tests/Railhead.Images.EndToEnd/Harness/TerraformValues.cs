using System.Text.Json;
using System.Text.RegularExpressions;

namespace Railhead.EndToEnd;

/// <summary>
/// What the generated Terraform says to ECS and CodeBuild, as Terraform itself evaluates it. A resource's attribute has its own address as
/// value, such as <c>aws_ecr_repository.app.repository_url</c>.
/// </summary>
sealed partial class TerraformValues
{
    readonly JsonElement _values;

    TerraformValues(JsonElement values) => _values = values;

    /// <summary>The JSON of a task definition's template in Parameter Store.</summary>
    public string TaskDefinition => _values.GetProperty("task").GetString()!;

    /// <summary>The same of the release command; null without one.</summary>
    public string? ReleaseTaskDefinition => _values.GetProperty("release_task").GetString();

    /// <summary>The variables of a CodeBuild project.</summary>
    /// <param name="project">"build" or "release".</param>
    public Dictionary<string, string?> Variables(string project) =>
        _values.GetProperty(project).EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString());

    /// <param name="infrastructure">The folder of an environment that synth wrote.</param>
    public static async Task<TerraformValues> ReadAsync(string infrastructure)
    {
        using var folder = new TemporaryFolder();
        var text = string.Concat(
            from file in Directory.EnumerateFiles(infrastructure, "*.tf").Order(StringComparer.Ordinal)
            let isWanted = Path.GetFileName(file) is "tasks.tf" or "pipeline.tf" or "database_role.tf" or "terraform.tf"
            from Match block in Block().Matches(File.ReadAllText(file))
            where isWanted || block.Value.StartsWith("variable", StringComparison.Ordinal)
            select block.Value
        );
        var pipeline = await File.ReadAllTextAsync(Path.Combine(infrastructure, "pipeline.tf"));
        var projects = VariableMap().Matches(pipeline);
        text += $"locals {{\n  played_build = {projects[0].Groups[1].Value}\n  played_release = {projects[1].Groups[1].Value}\n}}\n";
        text = AllOf().Replace(text, "[\"$1.$2\"]");
        text = Reference().Replace(text, match => $"\"{match.Value.Replace("\"", "", StringComparison.Ordinal)}\"");
        text = text.Replace("${path.module}", infrastructure, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "values.tf"), text);

        var release = text.Contains("release_task_definition_json =", StringComparison.Ordinal)
            ? "local.release_task_definition_json"
            : "null";
        var expression =
            $"base64encode(jsonencode({{ task = local.task_definition_json, release_task = {release}, build = local.played_build, release = local.played_release }}))\n";
        await using var console = new Running(
            ["terraform", "console"],
            folder.Path,
            new Dictionary<string, string?>(),
            System.Text.Encoding.UTF8.GetBytes(expression)
        );
        var finished = (await console.EndAsync(TimeSpan.FromMinutes(1))).Succeeded();
        var bytes = Convert.FromBase64String(finished.Output.Trim().Trim('"'));
        return new(JsonDocument.Parse(bytes).RootElement);
    }

    [GeneratedRegex("""^(?:locals|variable "\w+") \{\n.*?^\}\n""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"for_each = (\{\n\s+INFRASTRUCTURE .*?^\s+\})", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex VariableMap();

    [GeneratedRegex(@"values\((aws_\w+\.\w+)\)\[\*\]\.(\w+)")]
    private static partial Regex AllOf();

    [GeneratedRegex("""(?<!["\w.])(?:data\.)?aws_\w+\.\w+(?:\["\w+"\]|\.\w+)*""")]
    private static partial Regex Reference();
}
