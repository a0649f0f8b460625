using System.Text.Json.Serialization;

namespace Railhead.Model;

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
        typeof(KebabCase<Protocol>),
        typeof(KebabCase<ListenerKey>),
        typeof(KebabCase<ListenerProtocol>),
        typeof(KebabCase<ListenerAction>),
        typeof(KebabCase<DeploymentEngine>),
        typeof(KebabCase<TargetGroupKey>),
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
