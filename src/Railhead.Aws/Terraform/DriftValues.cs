using System.Text.Json;

namespace Railhead.Aws;

/// <summary>Compares the values of an attribute.</summary>
static class DriftValues
{
    /// <summary>The parts that differ, with their paths.</summary>
    public static IEnumerable<(string Path, string? Was, string? Is)> Differences(string path, JsonElement was, JsonElement now)
    {
        if (AreEqual(was, now))
        {
            return [];
        }

        if (was.ValueKind == JsonValueKind.Object && now.ValueKind == JsonValueKind.Object)
        {
            return was.EnumerateObject()
                .Select(property => property.Name)
                .Union(now.EnumerateObject().Select(property => property.Name))
                .Order(StringComparer.Ordinal)
                .SelectMany(name => Differences($"{path}.{name}", was.Get(name), now.Get(name)));
        }

        // A block that can stand once.
        if (IsOneBlock(was) && IsOneBlock(now))
        {
            return Differences($"{path}[0]", was[0], now[0]);
        }

        return [(path, Show(was), Show(now))];
    }

    /// <summary>AWS gives "nothing" in several forms, and the same JSON document in several orders.</summary>
    static bool AreEqual(JsonElement was, JsonElement now) =>
        (IsNothing(was) && IsNothing(now))
        || (was.ValueKind == now.ValueKind && JsonElement.DeepEquals(was, now))
        || (Document(was) is { } before && Document(now) is { } after && JsonElement.DeepEquals(before, after));

    static bool IsNothing(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False => true,
            JsonValueKind.String => value.GetString()!.Length == 0,
            JsonValueKind.Number => value.GetDecimal() == 0,
            JsonValueKind.Array => value.GetArrayLength() == 0,
            JsonValueKind.Object => !value.EnumerateObject().Any(),
            _ => false,
        };

    static JsonElement? Document(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not ['{' or '[', ..] || value.GetString() is not { } text)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static bool IsOneBlock(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1 && value[0].ValueKind == JsonValueKind.Object;

    static string? Show(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            _ => value.GetRawText(),
        };
}
