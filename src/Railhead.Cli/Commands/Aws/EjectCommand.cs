using System.Text.Json;
using System.Text.Json.Serialization;

namespace Railhead.Cli;

/// <summary><c>railhead eject</c>: writes the generated Dockerfile of the app beside the blueprint, as a file of the user's own.</summary>
sealed class EjectCommand() : FolderCommand("eject", "Write the app's generated Dockerfile beside railhead.yaml, for editing")
{
    const string Generated = "docker/app/",
        Dockerfile = "Dockerfile";

    public override async Task<int> RunAsync(Invocation call)
    {
        var infrastructure = Infrastructure.Of(call);
        if (infrastructure.Architecture.Pipeline.Dockerfile is { } own)
        {
            throw CommandErrors.AlreadyEjected(own);
        }

        var folder = Path.GetDirectoryName(Path.GetDirectoryName(infrastructure.Folder))!;
        List<(string Name, string Text)> files =
        [
            .. infrastructure
                .Files.Where(file => file.Path is $"{Generated}{Dockerfile}" or $"{Generated}{Dockerfile}.dockerignore")
                .Select(file => (file.Path[Generated.Length..], file.Text)),
        ];
        if (files.Select(file => file.Name).FirstOrDefault(name => Path.Exists(Path.Combine(folder, name))) is { } there)
        {
            throw CommandErrors.EjectWouldOverwrite(Path.Combine(folder, there));
        }

        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text, call.Cancellation);
        }

        if (call.Json)
        {
            call.Out.WriteLine(
                JsonSerializer.Serialize(new EjectDocument(folder, [.. files.Select(file => file.Name)]), EjectJson.Default.EjectDocument)
            );
            return ExitCode.Done;
        }

        foreach (var (name, _) in files)
        {
            call.Error.WriteLine($"  wrote    {name}");
        }

        call.Error.WriteLine(
            $"It is yours now. To build with it, add \"dockerfile: {Dockerfile}\" to railhead.yaml, and run \"railhead synth\"."
        );
        call.Error.WriteLine(
            $"It no longer follows \"build\", \"start\" and \"env\" of railhead.yaml. The image of nginx: edit {infrastructure.Relative}/docker/nginx; "
                + "synth keeps files that you edited."
        );
        return ExitCode.Done;
    }
}

/// <summary>The result of <c>eject --json</c>; paths are relative to the folder.</summary>
sealed record EjectDocument(string Folder, IReadOnlyList<string> Written);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(EjectDocument))]
sealed partial class EjectJson : JsonSerializerContext;
