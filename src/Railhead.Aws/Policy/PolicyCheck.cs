namespace Railhead.Aws;

/// <summary>Holds a plan against the catalogue.</summary>
public static class PolicyCheck
{
    /// <summary>The findings in the order of the rules, then of the plan; each resource once a message.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="isProduction">Whether the rules for production count.</param>
    /// <param name="exceptions">What is so on purpose.</param>
    public static IReadOnlyList<PolicyFinding> Find(PolicyPlan plan, bool isProduction, IReadOnlyList<PolicyException> exceptions) =>
        [
            .. PolicyCatalogue
                .Rules.Where(rule => isProduction || !rule.IsForProduction)
                .SelectMany(rule =>
                    rule.Find(plan)
                        .DistinctBy(match => (match.Resource.Address, match.Message))
                        .Select(match => new PolicyFinding(
                            rule,
                            match.Resource,
                            match.Message,
                            exceptions.FirstOrDefault(exception => exception.Covers(rule, match.Resource))?.Reason
                        ))
                ),
        ];
}
