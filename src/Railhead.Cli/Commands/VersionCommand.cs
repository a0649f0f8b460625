using System.Text.Json;
using System.Text.Json.Serialization;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead version</c>.</summary>
sealed class VersionCommand() : CliCommand("version", "Show the version of railhead")
{
    const int ShortRevision = 7;

    public override Task<int> RunAsync(Invocation call)
    {
        var document = new VersionDocument(ProductVersion.Number, ProductVersion.Revision);
        call.Out.WriteLine(call.Json ? JsonSerializer.Serialize(document, VersionJson.Default.VersionDocument) : Text(document));
        return Task.FromResult(ExitCode.Done);
    }

    static string Text(VersionDocument document)
    {
        var revision = document.Revision[..Math.Min(ShortRevision, document.Revision.Length)];
        return revision.Length == 0 ? $"railhead {document.Version}" : $"railhead {document.Version} ({revision})";
    }
}

sealed record VersionDocument(string Version, string Revision);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VersionDocument))]
sealed partial class VersionJson : JsonSerializerContext;
