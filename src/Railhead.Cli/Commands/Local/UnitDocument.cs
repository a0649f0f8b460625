using System.Text.Json;
using System.Text.Json.Serialization;

namespace Railhead.Cli;

/// <summary>The result of <c>railhead service</c> with <c>--json</c>.</summary>
/// <param name="Name">The unit's name, such as <c>railhead.service</c>.</param>
/// <param name="File">Its file.</param>
sealed record UnitDocument(string Name, string File)
{
    /// <summary>installed, updated, unchanged, removed or absent.</summary>
    public string? Status { get; init; }

    /// <summary>What a person should know or do.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>The text of <c>print</c>.</summary>
    public string? Text { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, UnitJson.Default.UnitDocument);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(UnitDocument))]
sealed partial class UnitJson : JsonSerializerContext;
