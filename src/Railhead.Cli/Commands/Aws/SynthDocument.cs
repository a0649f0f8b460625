using System.Text.Json.Serialization;

namespace Railhead.Cli;

/// <summary>The result of <c>synth --json</c>; paths are relative to the folder.</summary>
sealed record SynthDocument(
    string Folder,
    IReadOnlyList<string> Written,
    IReadOnlyList<string> Unchanged,
    IReadOnlyList<string> Kept,
    IReadOnlyList<string> Removed
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(SynthDocument))]
sealed partial class SynthJson : JsonSerializerContext;
