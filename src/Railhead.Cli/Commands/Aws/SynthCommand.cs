using System.Text.Json;
using System.Text.Json.Serialization;
using Railhead.Aws;

namespace Railhead.Cli;

/// <summary><c>railhead synth</c>: writes the environment's Terraform beside the blueprint.</summary>
public static class SynthCommand
{
    public static int Run(Invocation call)
    {
        var infrastructure = Infrastructure.Of(call);
        var report = SynthFolder.Write(infrastructure.Folder, infrastructure.Files);
        if (call.Json)
        {
            call.Out.WriteLine(
                JsonSerializer.Serialize(
                    new SynthDocument(infrastructure.Folder, report.Written, report.Unchanged, report.Kept, report.Removed),
                    SynthJson.Default.SynthDocument
                )
            );
            return ExitCode.Done;
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
            call.Error.WriteLine($"  kept     {path}: edited by hand. Delete it and \"railhead synth\" writes it again.");
        }

        call.Error.WriteLine(
            report.IsCurrent ? $"{infrastructure.Relative} is up to date." : $"{infrastructure.Relative} is written; commit it."
        );
        return ExitCode.Done;
    }
}

/// <summary>The result of <c>synth --json</c>; paths are relative to the folder.</summary>
public sealed record SynthDocument(
    string Folder,
    IReadOnlyList<string> Written,
    IReadOnlyList<string> Unchanged,
    IReadOnlyList<string> Kept,
    IReadOnlyList<string> Removed
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(SynthDocument))]
sealed partial class SynthJson : JsonSerializerContext;
