using System.Text.Json;
using Json.Schema;

namespace Railhead.Model.Tests;

/// <summary>Whether the JSON Schema and <c>check</c> say the same of a blueprint's shape.</summary>
static class SchemaAgreement
{
    static readonly JsonSchema Schema = JsonSchema.FromText(BlueprintSchema.Json());

    /// <summary>Rules between values, or of YAML itself, that no schema of the file can know.</summary>
    static readonly HashSet<string> BeyondShape =
    [
        "RH1008",
        "RH1107",
        "RH1122",
        "RH1125",
        "RH1205",
        "RH1301",
        "RH1302",
        "RH1305",
        "RH1306",
        "RH1404",
        "RH1405",
        "RH1504",
        "RH1605",
        "RH1606",
        "RH1607",
        // Of ECS's own deployments.
        "RH1609",
        "RH1610",
        "RH1611",
        "RH1802",
    ];

    /// <summary>The schema takes a blueprint that <c>check</c> takes, and refuses one that <c>check</c> refuses for its shape.</summary>
    public static void Holds(string yaml) => Assert.Equal("", Difference(yaml) ?? "");

    /// <summary>What the two say differently, or null.</summary>
    public static string? Difference(string yaml) =>
        Refused(yaml) is { } refused && refused == IsValid(yaml)
            ? $"check {(refused ? "refuses" : "takes")} {yaml[..Math.Min(yaml.Length, 300)]}"
            : null;

    public static bool IsValid(string yaml)
    {
        var json = YamlToJson.Convert(yaml);
        return json is not null && Schema.Evaluate(JsonSerializer.SerializeToElement(json)).IsValid;
    }

    /// <summary>
    /// Whether <c>check</c> refuses the text for its shape, whatever the environment; null where only rules beyond the shape are broken.
    /// </summary>
    public static bool? Refused(string yaml)
    {
        var verdicts = BlueprintFile.EnvironmentsOf(yaml).Select(environment => RefusedIn(yaml, environment)).ToList();
        return verdicts.Contains(false) ? false
            : verdicts.Contains(null) ? null
            : true;
    }

    static bool? RefusedIn(string yaml, string environment)
    {
        var errors = BlueprintFile
            .Parse(yaml, BlueprintFile.Name, environment)
            .Findings.Where(f => f.Severity == Severity.Error)
            .Select(f => f.Code)
            .ToList();
        return errors.Count == 0 ? false
            : errors.All(BeyondShape.Contains) || errors.Any(IsAboutYaml) ? null
            : true;
    }

    static bool IsAboutYaml(string code) =>
        code is "RH1001" or "RH1006" || (string.CompareOrdinal(code, "RH1020") >= 0 && string.CompareOrdinal(code, "RH1030") <= 0);
}
