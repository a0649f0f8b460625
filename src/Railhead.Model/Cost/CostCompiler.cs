namespace Railhead.Model;

/// <summary>Lays out budget and tags.</summary>
static class CostCompiler
{
    public static Cost Compile(Blueprint blueprint, Scope scope)
    {
        var budget = blueprint.Get(OperationKeys.Budget);
        return new Cost
        {
            Budget = budget,
            Alerts = budget is null ? [] : [new(50, false), new(80, false), new(100, false), new(100, true)],
            Tags = new OrderedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["app"] = scope.App,
                ["environment"] = scope.Environment,
                ["system"] = scope.Base,
                ["managed-by"] = "railhead",
            },
            BudgetTag = "system",
            AnomalyDetection = true,
        };
    }
}
