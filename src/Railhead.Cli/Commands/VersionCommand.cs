using System.Text.Json;
using System.Text.Json.Serialization;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead version</c>.</summary>
public static class VersionCommand
{
    public static int Run(Invocation call)
    {
        var document = new VersionDocument(ProductVersion.Number, ProductVersion.Revision);
        call.Out.WriteLine(
            call.Json
                ? JsonSerializer.Serialize(document, VersionJson.Default.VersionDocument)
                : $"railhead {document.Version}{(document.Revision.Length > 0 ? $" ({document.Revision[..Math.Min(7, document.Revision.Length)]})" : "")}"
        );
        return ExitCode.Done;
    }
}

public sealed record VersionDocument(string Version, string Revision);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VersionDocument))]
sealed partial class VersionJson : JsonSerializerContext;
