using System.Text.RegularExpressions;

namespace Railhead.Aws.Tests;

/// <summary>
/// Folders with ECS's own deployments as far as version 5 of the provider, which the tests run, knows them: without the two blocks that
/// only version 6 has. The rest is what is emitted.
/// </summary>
static partial class Version5
{
    public static IReadOnlyList<SynthFile> Of(string blueprint, string environment) =>
        [.. Synth.Environment(Blueprints.Architecture(blueprint, environment)).Select(Without)];

    static SynthFile Without(SynthFile file) =>
        file.Path switch
        {
            "services.tf" => file with { Text = Blocks().Replace(Once(Blocks(), file.Text, 2), "") },
            "terraform.tf" => file with { Text = Constraint().Replace(Once(Constraint(), file.Text, 1), "~> 5.100") },
            _ => file,
        };

    /// <summary>The text, if it has this many matches.</summary>
    static string Once(Regex pattern, string text, int matches)
    {
        Assert.Equal(matches, pattern.Count(text));
        return text;
    }

    [GeneratedRegex(
        """^( +)(deployment_configuration|advanced_configuration) \{\n.*?^\1\}\n""",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex Blocks();

    [GeneratedRegex("~> 6\\.21")]
    private static partial Regex Constraint();
}
