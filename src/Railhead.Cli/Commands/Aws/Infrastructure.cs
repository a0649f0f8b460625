using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>The AWS side of an app's environment: what the blueprint says, and the folder with its Terraform.</summary>
sealed record Infrastructure
{
    public required Architecture Architecture { get; init; }

    /// <summary>The blueprint.</summary>
    public required string Text { get; init; }

    /// <summary>Absolute path of <c>infrastructure/ENVIRONMENT</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>The same, as people see it from the app's folder.</summary>
    public string Relative => $"infrastructure/{Architecture.Environment}";

    /// <summary>The files that the folder should contain according to the blueprint.</summary>
    public required IReadOnlyList<SynthFile> Files { get; init; }

    public static Infrastructure Of(Invocation call)
    {
        var folder = AppFolder.Of(call);
        var text = File.ReadAllText(AppFolder.Blueprint(folder));
        var architecture = CheckCommand.Architecture(call, text);
        var source = AppSource.Read(folder);
        foreach (var finding in architecture.Pipeline.Dockerfile is null ? SourceRules.WithoutImage(source.Texts) : [])
        {
            call.Error.WriteLine(finding);
        }

        return new Infrastructure
        {
            Architecture = architecture,
            Text = text,
            Folder = Path.Combine(folder, "infrastructure", architecture.Environment),
            Files = Synth.Environment(architecture, source),
        };
    }
}
