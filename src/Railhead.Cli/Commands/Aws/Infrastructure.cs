using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>The AWS side of an app's environment: what the blueprint says, and the folder with its Terraform.</summary>
sealed record Infrastructure
{
    public required Architecture Architecture { get; init; }

    /// <summary>Absolute path of <c>infrastructure/ENVIRONMENT</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>The same, as people see it from the app's folder.</summary>
    public string Relative => $"infrastructure/{Architecture.Environment}";

    /// <summary>The files that the folder should contain according to the blueprint.</summary>
    public required IReadOnlyList<SynthFile> Files { get; init; }

    /// <summary>For the commands that write, create or change something.</summary>
    /// <exception cref="BlueprintException">AWS would refuse part of it.</exception>
    public static Infrastructure Accepted(Invocation call)
    {
        var infrastructure = Of(call);
        var text = File.ReadAllText(AppFolder.Blueprint(AppFolder.Of(call)));
        var refused = BlueprintFile
            .Parse(text, BlueprintFile.Name, call.Environment)
            .RefusedByAws(call.Environment, Written(infrastructure.Folder));
        return refused.Count == 0 ? infrastructure : throw new BlueprintException(refused);
    }

    /// <summary>The environments that have Terraform beside this one's.</summary>
    static IReadOnlyCollection<string> Written(string folder)
    {
        var all = new DirectoryInfo(Path.GetDirectoryName(folder)!);
        return all.Exists ? [.. all.EnumerateDirectories().Where(one => one.EnumerateFiles("*.tf").Any()).Select(one => one.Name)] : [];
    }

    /// <summary>For the commands that only read or delete: what exists is there, whatever AWS would say of it today.</summary>
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
            Folder = Path.Combine(folder, "infrastructure", architecture.Environment),
            Files = Synth.Environment(architecture, source),
        };
    }
}
