using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>The result of <c>reach --json</c>.</summary>
/// <param name="From">The place as it was asked.</param>
/// <param name="To">The place as it was asked.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Reachable">The verdict.</param>
/// <param name="DecidedBy">The rule.</param>
/// <param name="Path">Decisions in their order.</param>
/// <param name="Partly">Whether some addresses get the other verdict.</param>
/// <param name="Notes">Sentences.</param>
sealed record ReachDocument(
    string From,
    string To,
    int Port,
    bool Reachable,
    string DecidedBy,
    IReadOnlyList<ReachStep> Path,
    bool Partly,
    IReadOnlyList<string> Notes
)
{
    static readonly ReachJson Context = new(
        new JsonSerializerOptions(ReachJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    public static ReachDocument Of(ReachAnswer answer) =>
        new(answer.From, answer.To, answer.Port, answer.Reachable, answer.DecidedBy, answer.Path, answer.IsPartly, answer.Notes);

    public string Json() => JsonSerializer.Serialize(this, Context.ReachDocument);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ReachDocument))]
sealed partial class ReachJson : JsonSerializerContext;
