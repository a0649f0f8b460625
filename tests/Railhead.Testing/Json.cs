using System.Text.Json;

namespace Railhead.Testing;

/// <summary>What the product prints with <c>--json</c>.</summary>
public static class Json
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static T Read<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options)!;
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"This is not the JSON that was promised ({e.Message}):\n{json}", e);
        }
    }

    public static JsonElement Read(string json) => Read<JsonElement>(json);

    /// <summary>Documents of one line each.</summary>
    public static IReadOnlyList<JsonElement> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read)];

    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;
}
