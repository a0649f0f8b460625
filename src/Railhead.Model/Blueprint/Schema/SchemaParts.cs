using System.Text.Json.Nodes;

namespace Railhead.Model;

/// <summary>
/// The kinds of values in JSON Schema, as strict as <see cref="ValueReaders"/>: a validator sees YAML's <c>3</c> as a number and
/// <c>"3"</c> as text, and a blueprint may have either.
/// </summary>
static class SchemaParts
{
    /// <summary>Control characters other than line ends and tabs.</summary>
    const string Control = @"\u0000-\u0008\u000B-\u001F\u007F-\u009F";

    public static void Integer(JsonObject schema, int min, int max)
    {
        schema["type"] = new JsonArray("integer", "string");
        schema["minimum"] = min;
        schema["maximum"] = max;
        schema["pattern"] = $"^{Sign(min)}{NumberPattern.Between(min, max)}$";
    }

    public static void OneOf(JsonObject schema, IReadOnlyList<int> allowed)
    {
        schema["anyOf"] = new JsonArray(
            new JsonObject { ["enum"] = new JsonArray([.. allowed.Select(n => JsonValue.Create(n))]) },
            new JsonObject { ["type"] = "string", ["pattern"] = $"^\\+?{NumberPattern.OneOf(allowed)}$" }
        );
    }

    public static void Amount(JsonObject schema, int min, int max)
    {
        schema["type"] = new JsonArray("number", "string");
        schema["minimum"] = min;
        schema["maximum"] = max;
        schema["pattern"] = $"^{Sign(min)}(?:{NumberPattern.Between(min, max - 1)}(?:\\.[0-9]*)?|{NumberPattern.OneOf([max])}(?:\\.0*)?)$";
    }

    public static void Boolean(JsonObject schema)
    {
        schema["type"] = new JsonArray("boolean", "string");
        schema["pattern"] = @"^\s*(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\s*$";
    }

    /// <summary>Not empty; white space at the end does not count. YAML's <c>5</c> and <c>true</c> are text where text is wanted.</summary>
    public static void Text(JsonObject schema, TextForm? form)
    {
        var types = new List<string> { "string" };
        if (form is null || (form.Allows("true") && form.Allows("false")))
        {
            types.Add("boolean");
        }
        if (form?.Numbers is { } numbers)
        {
            types.Add("integer");
            schema["minimum"] = numbers.Min;
            schema["maximum"] = numbers.Max;
        }
        else if (form is null || (form.Allows("7") && form.Allows("7.5")))
        {
            types.Add("number");
            if (form?.Allows("-7") == false)
            {
                schema["minimum"] = 0;
            }
        }
        schema["type"] = types.Count == 1 ? types[0] : new JsonArray([.. types.Select(t => JsonValue.Create(t))]);
        schema["pattern"] = form is null
            ? $"^(?=[\\s\\S]*\\S)[^{Control}]*\\s*$"
            : form.Pattern().Replace("\\z", "\\s*$", StringComparison.Ordinal);
        schema["maxLength"] = ValueReaders.MaxText;
    }

    public static void Raw(JsonObject schema)
    {
        schema["type"] = new JsonArray("string", "number", "boolean");
        schema["pattern"] = $"^[^{Control}]*$";
        schema["maxLength"] = ValueReaders.MaxText;
    }

    public static void List(JsonObject schema, TextForm item)
    {
        var items = new JsonObject();
        Text(items, item);
        schema["type"] = new JsonArray("array", "null");
        schema["items"] = items;
        schema["uniqueItems"] = true;
    }

    public static void Integers(JsonObject schema, int min, int max)
    {
        var items = new JsonObject();
        Integer(items, min, max);
        schema["type"] = new JsonArray("array", "null");
        schema["items"] = items;
    }

    public static Action<JsonObject> OrNull(Action<JsonObject> describe) =>
        schema =>
        {
            describe(schema);
            var types = schema["type"] is JsonArray several ? several.Select(t => t!.DeepClone()) : [schema["type"]!.DeepClone()];
            schema["type"] = new JsonArray([.. types, "null"]);
        };

    /// <summary>Zero may have a minus.</summary>
    static string Sign(int min) => min == 0 ? "(?:-(?=0+$)|\\+)?" : "\\+?";
}
