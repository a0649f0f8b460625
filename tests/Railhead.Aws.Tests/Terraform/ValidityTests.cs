using System.Text.Json;

namespace Railhead.Aws.Tests;

/// <summary>Terraform and its AWS provider check everything that synth writes.</summary>
[Trait("Engine", TerraformTool.Trait)]
public sealed class ValidityTests
{
    /// <summary>
    /// All folders are modules of one configuration, because loading the provider's schema takes longer than checking a folder. Terraform
    /// warns about the backend of each, which only works in a root module, and must not warn about anything else.
    /// </summary>
    [Fact]
    public async Task Every_environment_and_the_account_are_formatted_and_valid()
    {
        TerraformTool.Need();
        using var root = new TemporaryFolder();
        List<string> modules = [];
        Add("account", Synth.Account("eu-west-1"));
        foreach (var row in Blueprints.All)
        {
            var (blueprint, environment) = row.Data;
            Add($"{blueprint}-{environment}", Synth.Environment(Blueprints.Architecture(blueprint, environment)));
        }

        // A valid name of an app, which AWS would refuse for a load balancer, a repository and a database server.
        Add(
            "hostile-staging-eu",
            Synth.Environment(
                Blueprints.Compile(
                    "app: internal--a-\nstart: ./run\ndatabase: { storage: 65536, replicas: 1 }\nenvironments: { staging-eu: {} }\n",
                    "staging-eu"
                )
            )
        );

        // Lists files that "terraform fmt" would change, and fails if there are any.
        await TerraformTool.RunAsync(root.Path, "fmt", "-check", "-diff", "-recursive", "-no-color");
        await TerraformTool.InitAsync(root.Path);
        using var said = JsonDocument.Parse(await TerraformTool.RunAsync(root.Path, "validate", "-json"));

        Assert.True(said.RootElement.GetProperty("valid").GetBoolean());
        Assert.Equal(
            modules.Select(module => ("Backend configuration ignored", $"{module}/terraform.tf")).Order(),
            said.RootElement.GetProperty("diagnostics").EnumerateArray().Select(Warning).Order()
        );

        void Add(string module, IReadOnlyList<SynthFile> files)
        {
            modules.Add(module);
            SynthFolder.Write(Path.Combine(root.Path, module), files);
            File.AppendAllText(
                Path.Combine(root.Path, "main.tf"),
                $$"""
                module "{{module}}" {
                  source = "./{{module}}"
                }

                """
            );
        }
    }

    static (string Summary, string File) Warning(JsonElement diagnostic) =>
        (
            diagnostic.GetProperty("summary").GetString()!,
            diagnostic.TryGetProperty("range", out var range) ? range.GetProperty("filename").GetString()! : ""
        );
}
