using System.Text.Json;
using Railhead.Aws;

namespace Railhead.Cli;

/// <summary><c>railhead synth</c>: writes the environment's Terraform beside the blueprint.</summary>
sealed class SynthCommand() : FolderCommand("synth", "Write the environment's Terraform for AWS to infrastructure/ beside railhead.yaml")
{
    public override Task<int> RunAsync(Invocation call)
    {
        var infrastructure = Infrastructure.Accepted(call);
        var report = SynthFolder.Write(infrastructure.Folder, infrastructure.Files);
        if (call.Json)
        {
            call.Out.WriteLine(
                JsonSerializer.Serialize(
                    new SynthDocument(infrastructure.Folder, report.Written, report.Unchanged, report.Kept, report.Removed),
                    SynthJson.Default.SynthDocument
                )
            );
            return Task.FromResult(ExitCode.Done);
        }

        foreach (var path in report.Written)
        {
            call.Error.WriteLine($"  wrote    {path}");
        }

        foreach (var path in report.Removed)
        {
            call.Error.WriteLine($"  removed  {path}");
        }

        foreach (var path in report.Kept)
        {
            call.Error.WriteLine($"  kept     {path}: edited by hand. Delete it, and \"railhead synth\" writes it again.");
        }

        call.Error.WriteLine(
            report.IsCurrent ? $"{infrastructure.Relative} is up to date." : $"{infrastructure.Relative} is written; commit it."
        );
        return Task.FromResult(ExitCode.Done);
    }
}
