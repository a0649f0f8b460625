namespace Railhead.Model;

/// <summary>Reads <c>deploy.strategy: canary</c> and the like.</summary>
static class StrategyReader
{
    public static bool Kind(YamlNode node, string path, List<Finding> findings, out StrategyKind value)
    {
        StrategyKind? kind = node switch
        {
            YamlScalar { Text: "all-at-once" } => StrategyKind.AllAtOnce,
            YamlScalar { Text: "canary" } => StrategyKind.Canary,
            YamlScalar { Text: "linear" } => StrategyKind.Linear,
            _ => null,
        };
        value = kind ?? default;
        if (kind is null && node is not YamlRefused)
        {
            findings.Add(
                OperationDiagnostics.Strategy(node.At, node is YamlScalar { IsNull: false } scalar ? scalar.Text : Values.Kind(node))
            );
        }
        return kind is not null;
    }
}
