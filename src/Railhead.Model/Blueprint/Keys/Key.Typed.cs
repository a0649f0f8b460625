using System.Text.Json;
using System.Text.Json.Nodes;

namespace Railhead.Model;

/// <summary>A value's key with the type of its value.</summary>
sealed class Key<T>(string path, ValueKind<T> kind, T usual, T production) : ValueKey(path)
{
    public Key(string path, ValueKind<T> kind, T usual)
        : this(path, kind, usual, usual) { }

    public override string TypeWords => kind.Words;

    public T DefaultIn(Tier tier) => tier == Tier.Production ? production : usual;

    public override bool TryRead(YamlNode node, string path, List<Finding> findings, out object? value)
    {
        var read = kind.Read(node, path, findings, out var typed);
        value = typed;
        return read;
    }

    public override JsonObject Schema()
    {
        var schema = new JsonObject();
        kind.Describe(schema);
        return schema;
    }

    public override bool TryDefault(Tier tier, out JsonNode? value)
    {
        value = Json(DefaultIn(tier));
        return DefaultIs is null && !IsRequired;
    }

    protected override JsonNode? ValueIn(Blueprint blueprint, string path) => Json(blueprint.ValueAt(this, path));

    static JsonNode? Json(T value) =>
        value switch
        {
            bool b => JsonValue.Create(b),
            int i => JsonValue.Create(i),
            decimal d => JsonValue.Create(d),
            string s => JsonValue.Create(s),
            Enum e => JsonValue.Create(JsonNamingPolicy.KebabCaseLower.ConvertName(e.ToString())),
            IReadOnlyList<int> list => new JsonArray([.. list.Select(item => (JsonNode)item)]),
            IReadOnlyList<string> list => new JsonArray([.. list.Select(item => (JsonNode)item)]),
            _ => null,
        };
}
