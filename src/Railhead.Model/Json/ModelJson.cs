using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Railhead.Model;

/// <summary>The JSON documents of <c>railhead show</c> and <c>railhead check</c>.</summary>
public static class ModelJson
{
    static readonly ModelJsonContext Context = new(
        new JsonSerializerOptions(ModelJsonContext.Default.Options)
        {
            // For terminals and files, never inside HTML: `>` stays `>`.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NewLine = "\n",
        }
    );

    public static string Show(Architecture architecture, IReadOnlyDictionary<string, string> from)
    {
        var components = new ShowComponents(
            architecture.Network,
            architecture.LoadBalancing,
            architecture.Services,
            architecture.Database,
            architecture.Storage,
            architecture.Secrets,
            architecture.Identity,
            architecture.Pipeline,
            architecture.Observability,
            architecture.Cost
        );
        return JsonSerializer.Serialize(
            new ShowDocument(architecture.App, architecture.Environment, architecture.Tier, components, from),
            Context.ShowDocument
        );
    }

    public static string Check(IReadOnlyList<Finding> findings) =>
        JsonSerializer.Serialize(new CheckDocument(findings), Context.CheckDocument);
}

sealed record ShowDocument(
    string App,
    string Environment,
    Tier Tier,
    ShowComponents Architecture,
    IReadOnlyDictionary<string, string> From
);

sealed record ShowComponents(
    Network Network,
    LoadBalancing LoadBalancing,
    Services Services,
    Database? Database,
    Storage Storage,
    Secrets Secrets,
    Identity Identity,
    Pipeline Pipeline,
    Observability Observability,
    Cost Cost
);

sealed record CheckDocument(IReadOnlyList<Finding> Findings);

/// <summary>Enums as people write them: <c>all-at-once</c>.</summary>
sealed class KebabCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    Converters = [
        typeof(KebabCase<Severity>),
        typeof(KebabCase<Tier>),
        typeof(KebabCase<SubnetTier>),
        typeof(KebabCase<NatPolicy>),
        typeof(KebabCase<RouteTarget>),
        typeof(KebabCase<EndpointKind>),
        typeof(KebabCase<Direction>),
        typeof(KebabCase<ListenerKey>),
        typeof(KebabCase<ListenerProtocol>),
        typeof(KebabCase<ListenerAction>),
        typeof(KebabCase<Slot>),
        typeof(KebabCase<ScalingMetric>),
        typeof(KebabCase<VariableSource>),
        typeof(KebabCase<BucketEncryption>),
        typeof(KebabCase<SecretOrigin>),
        typeof(KebabCase<StageKind>),
        typeof(KebabCase<StrategyKind>),
        typeof(KebabCase<Comparison>),
        typeof(KebabCase<MissingData>),
        typeof(KebabCase<NotifiedEvent>),
    ]
)]
[JsonSerializable(typeof(ShowDocument))]
[JsonSerializable(typeof(CheckDocument))]
sealed partial class ModelJsonContext : JsonSerializerContext;
