using System.Diagnostics;

namespace Railhead.Aws.Tests;

/// <summary>The real Terraform, with the provider from disk where there is one.</summary>
static class TerraformTool
{
    /// <summary>Tests that run Terraform carry it. <c>./test unit</c> leaves them out: the provider takes seconds to start.</summary>
    public const string Trait = "Terraform";

    /// <summary>Without Terraform, the test is skipped; in CI it fails.</summary>
    public static void Need()
    {
        var context = TestContext.Current;
        var traits = context.Test?.Traits ?? context.TestClass!.Traits;
        Assert.True(
            traits.TryGetValue("Engine", out var engines) && engines.Contains(Trait),
            "A test that runs Terraform needs [Trait(\"Engine\", TerraformTool.Trait)]."
        );
        RequiredTools.Need("terraform");
    }

    /// <summary>Runs it and gives what it said.</summary>
    public static async Task<string> RunAsync(string folder, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("terraform")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["CHECKPOINT_DISABLE"] = "1";
        start.Environment.Remove("TF_CLI_CONFIG_FILE");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"terraform {string.Join(' ', arguments)}\n{output}{await error}");
        return output;
    }

    public static Task<string> InitAsync(string folder) =>
        RunAsync(
            folder,
            [
                "init",
                "-backend=false",
                "-input=false",
                "-no-color",
                .. ProviderMirror.Folder is { } mirror ? new[] { $"-plugin-dir={mirror}" } : [],
            ]
        );
}
