using System.Text.Json;
using CsCheck;
using Railhead.Model;

namespace Railhead.Aws.Tests;

/// <summary>No value of a user's leaves its quotes; Terraform itself is the witness of what it reads.</summary>
public sealed class EscapingTests
{
    static readonly string[] Hostile =
    [
        "",
        "\"",
        "\\",
        "\\\"",
        "a\" }\nresource \"x\" \"y\" {",
        "${path.module}",
        "$${a}",
        "$$${a}",
        "%{ if true }x%{ endif }",
        "%%{",
        "$",
        "%",
        "${",
        "}",
        "a$",
        "line\nline",
        "\r\n",
        "\t",
        "\u0001",
        "\u007f",
        "\u0085",
        "\u2028",
        "é ß 漢 🚆",
        "<<EOF\nx\nEOF",
        "# no comment",
        "// none",
        "/* none */",
        "~",
        "\\u0041",
        "\\n",
    ];

    [Fact]
    [Trait("Engine", TerraformTool.Trait)]
    public async Task Terraform_reads_every_value_as_it_was_written()
    {
        TerraformTool.Need();
        var values = Hostile.Concat(Random(300)).Distinct().ToList();
        var pairs = Hostile.SelectMany(_ => Hostile, (first, second) => (first, second)).ToList();
        using var folder = new TemporaryFolder();
        var text = Hcl.Body(
            $$"""
            output "values" {
              value = {{values}}
            }

            output "templates" {
              value = {{pairs.Select(pair => Hcl.Text($"{pair.first}{pair.second}{Hcl.Ref("local.end")}"))}}
            }

            locals {
              end = "."
            }
            """
        );
        File.WriteAllText(Path.Combine(folder.Path, "main.tf"), HclFormat.Apply(text.Text));

        await TerraformTool.RunAsync(folder.Path, "apply", "-auto-approve", "-no-color");
        using var outputs = JsonDocument.Parse(await TerraformTool.RunAsync(folder.Path, "output", "-json"));

        Assert.Equal(values, Values(outputs, "values"));
        Assert.Equal(pairs.Select(pair => $"{pair.first}{pair.second}."), Values(outputs, "templates"));
    }

    [Fact]
    public void Hostile_values_change_strings_and_nothing_else()
    {
        // A start command that is not a simple one is started by a script, which takes it as an argument.
        string simple = Skeleton("calm"),
            line = Skeleton("calm | calm");
        string Calm(string value) => ShellLine.Of(value).IsSimple ? simple : line;
        Gen.String[Gen.Char, 1, 60].Sample(value => Calm(value) == Skeleton(value), iter: 20);
        foreach (var value in Hostile.Where(value => value.Length > 0))
        {
            Assert.Equal(Calm(value), Skeleton(value));
        }
    }

    /// <summary>The files of a blueprint with this text wherever it may be, less what stands between quotes.</summary>
    static string Skeleton(string value)
    {
        var quiet = Blueprints.Architecture("everything", "production");
        var hostile = quiet with
        {
            Services = quiet.Services with
            {
                TaskDefinition = quiet.Services.TaskDefinition with
                {
                    Start = value,
                    Environment = new Dictionary<string, string> { ["GREETING"] = value },
                },
                ReleaseTask = quiet.Services.ReleaseTask! with { Command = value },
            },
            Pipeline = quiet.Pipeline with { Build = value, Release = value },
            LoadBalancing = quiet.LoadBalancing with { HealthCheck = quiet.LoadBalancing.HealthCheck with { Path = $"/{value}" } },
        };
        return string.Join(
            '\n',
            Synth
                .Environment(hostile)
                .Where(file => file.Path.EndsWith(".tf", StringComparison.Ordinal))
                .Select(file => HclSkeleton.Of(file.Text))
        );
    }

    /// <summary>Strings made mostly of what means something to HCL; the same in every run.</summary>
    static IEnumerable<string> Random(int count)
    {
        const string alphabet = "\"\\${}%#\n\t abc/*<~é";
        var random = new Random(7);
        for (var i = 0; i < count; i++)
        {
            yield return string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => alphabet[random.Next(alphabet.Length)]));
        }
    }

    static IEnumerable<string?> Values(JsonDocument outputs, string name) =>
        outputs.RootElement.GetProperty(name).GetProperty("value").EnumerateArray().Select(value => value.GetString());
}
