using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Railhead.Aws;

namespace Railhead.Cli;

/// <summary>The result of <c>drift --json</c>.</summary>
sealed record DriftDocument(IReadOnlyList<DriftedAttribute> Changes)
{
    static readonly DriftJson Context = new(
        new JsonSerializerOptions(DriftJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    public string Json() => JsonSerializer.Serialize(this, Context.DriftDocument);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(DriftDocument))]
sealed partial class DriftJson : JsonSerializerContext;
