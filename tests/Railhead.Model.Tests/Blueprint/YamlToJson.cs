using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Railhead.Model.Tests;

/// <summary>A blueprint as a JSON Schema validator sees it: plain scalars by YAML 1.2's core schema, quoted ones as text.</summary>
static partial class YamlToJson
{
    /// <summary>Null when the text is not YAML of the kind that blueprints are.</summary>
    public static JsonNode? Convert(string yaml)
    {
        var findings = new List<Finding>();
        var root = YamlReader.Read(yaml, "railhead.yaml", findings, out var complete);
        return complete && findings.Count == 0 ? Convert(root!) : null;
    }

    static JsonNode? Convert(YamlNode node) =>
        node switch
        {
            YamlMapping mapping => new JsonObject(mapping.Entries.Select(e => KeyValuePair.Create(e.Key.Text, Convert(e.Value)))),
            YamlSequence sequence => new JsonArray([.. sequence.Items.Select(Convert)]),
            YamlScalar { IsNull: true } => null,
            YamlScalar { IsPlain: true, Text: "true" or "True" or "TRUE" } => true,
            YamlScalar { IsPlain: true, Text: "false" or "False" or "FALSE" } => false,
            YamlScalar { IsPlain: true } scalar when Whole().IsMatch(scalar.Text) && long.TryParse(scalar.Text, out var whole) => whole,
            YamlScalar { IsPlain: true } scalar when Number().IsMatch(scalar.Text) => double.Parse(
                scalar.Text,
                CultureInfo.InvariantCulture
            ),
            YamlScalar scalar => scalar.Text,
            _ => throw new InvalidOperationException($"{node}"),
        };

    [GeneratedRegex(@"^[-+]?[0-9]+\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Number();
}
