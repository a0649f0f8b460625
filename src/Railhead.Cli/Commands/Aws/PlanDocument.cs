using System.Text.Json;
using System.Text.Json.Serialization;
using Railhead.Aws;

namespace Railhead.Cli;

/// <summary>The result of <c>plan --json</c>.</summary>
sealed record PlanDocument(
    string App,
    string Environment,
    string Region,
    string Account,
    PlanCounts Summary,
    IReadOnlyList<PlannedChange> Changes,
    IReadOnlyList<PreflightFinding> Findings,
    IReadOnlyList<string> LeftOut
)
{
    /// <summary>What the plan changes in a month's cost; an estimate.</summary>
    public PlanCost? Cost { get; init; }

    public static PlanDocument Of(AwsSession session, IReadOnlyList<PlannedChange> changes, IReadOnlyList<PreflightFinding> findings) =>
        new(
            session.Architecture.App,
            session.Architecture.Environment,
            session.Architecture.Network.Region,
            session.Account.Id,
            PlanCounts.Of(changes),
            changes,
            findings,
            session.Workspace.LeftOut
        );

    public string Json() => JsonSerializer.Serialize(this, PlanJson.Default.PlanDocument);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlanDocument))]
sealed partial class PlanJson : JsonSerializerContext;
