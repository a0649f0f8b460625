using System.Text.Json;
using System.Text.Json.Serialization;
using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>The result of <c>check --aws --json</c>: findings as those of <c>check</c>, with the resource and the rule.</summary>
sealed record PolicyDocument(IReadOnlyList<PolicyFindingDocument> Findings)
{
    public static PolicyDocument Of(IReadOnlyList<PolicyFinding> findings, Func<PolicyFinding, Place> places) =>
        new([.. findings.Select(finding => PolicyFindingDocument.Of(finding, places(finding)))]);

    public string Json() => JsonSerializer.Serialize(this, PolicyJson.Default.PolicyDocument);
}

/// <summary>One finding.</summary>
sealed record PolicyFindingDocument(
    string Code,
    string Severity,
    string Message,
    string File,
    int Line,
    int Column,
    string Hint,
    string Resource,
    string Rule,
    string Source
)
{
    public static PolicyFindingDocument Of(PolicyFinding finding, Place place) =>
        new(
            finding.Rule.Code,
            finding.Rule.Severity == Model.Severity.Error ? "error" : "warning",
            finding.Message,
            place.File,
            place.Line,
            place.Column,
            finding.Rule.Fix,
            finding.Resource.Address,
            finding.Rule.Name,
            finding.Rule.Source
        );
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PolicyDocument))]
sealed partial class PolicyJson : JsonSerializerContext;
