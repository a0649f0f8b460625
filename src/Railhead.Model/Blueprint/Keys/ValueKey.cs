using System.Text.Json.Nodes;

namespace Railhead.Model;

/// <summary>A key that holds a value rather than a mapping.</summary>
abstract class ValueKey(string path) : Key(path)
{
    /// <summary>The key whose value this one gives in short: <c>health: /up</c> is <c>health.path</c>.</summary>
    public ValueKey? ShortFor { get; init; }

    /// <summary>Whether the mapping that may stand in place of the value holds exactly one key.</summary>
    public bool IsChoice { get; init; }

    /// <summary>Groups of names, one of which the mapping that may stand in place of the value holds, whole; null: any.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Choices { get; init; }

    /// <summary>The finding for a key without a value, from the key's place and name; null: the value's kind decides.</summary>
    public Func<Place, string, Finding>? NothingWritten { get; init; }

    /// <summary>The default in words, where it is not one plain value.</summary>
    public string? DefaultIs { get; init; }

    /// <summary>Takes a value from YAML, or adds what is wrong with it and returns false.</summary>
    public abstract bool TryRead(YamlNode node, string path, List<Finding> findings, out object? value);

    /// <summary>The value's keywords of JSON Schema, without description and default.</summary>
    public abstract JsonObject Schema();

    /// <summary>The default as JSON; false where a schema cannot give one.</summary>
    public abstract bool TryDefault(Tier tier, out JsonNode? value);

    /// <summary>The value that holds in a blueprint, for people.</summary>
    /// <param name="blueprint">The blueprint of one environment.</param>
    /// <param name="path">The key's path there: with the names that the user chose.</param>
    public string ValueWords(Blueprint blueprint, string path) =>
        ValueIn(blueprint, path) is { } value
            ? value is JsonValue text && text.TryGetValue<string>(out var plain)
                ? plain
                : value.ToJsonString()
            : DefaultIs is { } words && blueprint.Find(path) is null
                ? words
                : "null";

    /// <summary>The value that holds in a blueprint, as JSON.</summary>
    protected abstract JsonNode? ValueIn(Blueprint blueprint, string path);

    public override string DefaultWords
    {
        get
        {
            if (DefaultIs is not null || IsRequired)
            {
                return DefaultIs ?? "required";
            }
            _ = TryDefault(Tier.Development, out var usual);
            _ = TryDefault(Tier.Production, out var production);
            return JsonNode.DeepEquals(usual, production) ? Words(usual) : $"{Words(usual)}; `production`: {Words(production)}";
        }
    }

    static string Words(JsonNode? value) =>
        value switch
        {
            null => "null",
            JsonValue text when text.TryGetValue<string>(out var plain) => $"`{plain}`",
            JsonArray list => $"`[{string.Join(", ", list)}]`",
            _ => value.ToJsonString(),
        };
}
