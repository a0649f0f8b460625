using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>The result of <c>cost --json</c>. Amounts are USD.</summary>
sealed record CostDocument(
    string Currency,
    string Region,
    CostAmounts Month,
    IReadOnlyDictionary<string, CostAssumption> Assumptions,
    IReadOnlyList<CostDocumentLine> Lines,
    IReadOnlyList<CostChange> Knobs,
    IReadOnlyList<CostChange> Alternatives,
    IReadOnlyList<string> NotPriced
)
{
    static readonly CostJson Context = new(
        new JsonSerializerOptions(CostJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    public static CostDocument Of(Architecture architecture, Bill bill, CostChanges? changes) =>
        new(
            "USD",
            architecture.Network.Region,
            CostAmounts.Of(bill.Month),
            bill.Assumptions.ToDictionary(
                assumption => assumption.Name,
                assumption => new CostAssumption(
                    CostAmounts.Plain(assumption.Value.Low),
                    CostAmounts.Plain(assumption.Value.Expected),
                    CostAmounts.Plain(assumption.Value.High),
                    assumption.Unit,
                    assumption.Meaning,
                    assumption.IsSet
                )
            ),
            bill.Lines.Select(CostDocumentLine.Of).ToList(),
            changes?.Knobs().Select(Plain).ToList() ?? [],
            changes?.Alternatives().Select(Plain).ToList() ?? [],
            bill.NotPriced
        );

    public string Json() => JsonSerializer.Serialize(this, Context.CostDocument);

    static CostChange Plain(CostChange change) => change with { Difference = CostAmounts.Plain(change.Difference) };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CostDocument))]
sealed partial class CostJson : JsonSerializerContext;
