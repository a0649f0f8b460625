using System.Text.Json.Nodes;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Findings in SARIF 2.1.0, which code hosts show beside the lines (https://docs.oasis-open.org/sarif/sarif/v2.1.0).</summary>
public static class PolicySarif
{
    /// <param name="findings">The findings, also those with a written reason: they are marked as suppressed.</param>
    /// <param name="places">The place of each finding's resource.</param>
    /// <param name="version">Of Railhead.</param>
    public static string Write(IReadOnlyList<PolicyFinding> findings, Func<PolicyFinding, Place> places, string version) =>
        new JsonObject
        {
            ["$schema"] = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(
                new JsonObject
                {
                    ["tool"] = new JsonObject
                    {
                        ["driver"] = new JsonObject
                        {
                            ["name"] = "railhead",
                            ["version"] = version,
                            ["rules"] = new JsonArray([.. findings.Select(finding => finding.Rule).Distinct().Select(Rule)]),
                        },
                    },
                    ["results"] = new JsonArray([.. findings.Select(finding => Result(finding, places(finding)))]),
                }
            ),
        }.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true });

    static JsonNode Rule(PolicyRule rule) =>
        new JsonObject
        {
            ["id"] = rule.Code,
            ["name"] = rule.Name,
            ["shortDescription"] = new JsonObject { ["text"] = rule.Reason },
            ["help"] = new JsonObject { ["text"] = rule.Fix },
            ["helpUri"] = rule.Source,
            ["defaultConfiguration"] = new JsonObject { ["level"] = Level(rule) },
        };

    static JsonObject Result(PolicyFinding finding, Place place)
    {
        var result = new JsonObject
        {
            ["ruleId"] = finding.Rule.Code,
            ["level"] = Level(finding.Rule),
            ["message"] = new JsonObject { ["text"] = $"{finding.Resource.Address}: {finding.Message}. {finding.Rule.Fix}" },
            ["locations"] = new JsonArray(
                new JsonObject
                {
                    ["physicalLocation"] = new JsonObject
                    {
                        ["artifactLocation"] = new JsonObject { ["uri"] = Uri(place.File) },
                        ["region"] = new JsonObject { ["startLine"] = place.Line, ["startColumn"] = place.Column },
                    },
                    ["logicalLocations"] = new JsonArray(new JsonObject { ["fullyQualifiedName"] = finding.Resource.Address }),
                }
            ),
        };
        if (finding.Exception is { } reason)
        {
            result["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "external", ["justification"] = reason });
        }

        return result;
    }

    static string Level(PolicyRule rule) => rule.Severity == Severity.Error ? "error" : "warning";

    static string Uri(string file) => string.Join('/', file.Split('/').Select(System.Uri.EscapeDataString));
}
