using System.Text.Json;

namespace Railhead.Aws;

/// <summary>The attributes of a resource, or of a block in it, with what is not known yet.</summary>
/// <param name="Values">An object with the known values.</param>
/// <param name="Unknown">An object of the same form; <c>true</c> where only the apply knows the value.</param>
public readonly record struct PolicyBlock(JsonElement Values, JsonElement Unknown)
{
    public PolicyValue this[string name] => new(Values.Get(name), IsMarked(Unknown.Get(name)));

    /// <summary>The blocks of a name. A single object, as some providers have it, is one block.</summary>
    public IReadOnlyList<PolicyBlock> Blocks(string name)
    {
        var values = Values.Get(name);
        var unknown = Unknown.Get(name);
        return values.ValueKind switch
        {
            JsonValueKind.Object => [new PolicyBlock(values, unknown)],
            JsonValueKind.Array =>
            [
                .. values
                    .EnumerateArray()
                    .Select((block, index) => (Block: block, Unknown: At(unknown, index)))
                    .Where(pair => pair.Block.ValueKind == JsonValueKind.Object)
                    .Select(pair => new PolicyBlock(pair.Block, pair.Unknown)),
            ],
            _ => [],
        };
    }

    /// <summary>The first block of a name, or an empty one.</summary>
    public PolicyBlock Block(string name) => Blocks(name) is [var first, ..] ? first : default;

    static JsonElement At(JsonElement element, int index) =>
        element.ValueKind == JsonValueKind.Array && index < element.GetArrayLength() ? element[index] : element;

    /// <summary>Whether the mark is true, or a list or object in which everything is.</summary>
    static bool IsMarked(JsonElement mark) =>
        mark.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.Array => mark.GetArrayLength() > 0 && mark.EnumerateArray().Any(IsMarked),
            _ => false,
        };
}
