namespace Railhead.Model;

/// <summary>What AWS would refuse in the environments of a blueprint: warnings of <c>check</c>, errors of <c>synth</c>.</summary>
static class AwsFindings
{
    /// <summary>The oldest major version of PostgreSQL in RDS's standard support.</summary>
    const int OldestDatabase = 14;

    /// <param name="environments">Those to look at, by name.</param>
    public static IReadOnlyList<Finding> Of(IEnumerable<(string Name, Blueprint Blueprint)> environments) =>
        environments
            .SelectMany(environment => OfOne(environment.Name, environment.Blueprint))
            // Each environment of an app has the same mistakes, with its own name in them.
            .DistinctBy(finding => (finding.Code, finding.Line, finding.Column))
            .OrderBy(finding => finding.Line)
            .ThenBy(finding => finding.Column)
            .ToList();

    /// <summary>
    /// A domain leads to one load balancer: two environments cannot have the same. An error between two that are declared; else a warning
    /// of <c>check</c>, as long as only one of them has Terraform.
    /// </summary>
    public static IEnumerable<Finding> SharedDomains(IEnumerable<(string Name, Blueprint Blueprint)> environments)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, blueprint) in environments)
        {
            if (blueprint.Get(NetworkKeys.Domain) is { } domain && !owners.TryAdd(domain, name))
            {
                yield return AwsDiagnostics.SharedDomain(At(blueprint, NetworkKeys.Domain.Path), domain, owners[domain], name);
            }
        }
    }

    static IEnumerable<Finding> OfOne(string environment, Blueprint blueprint)
    {
        var architecture = ArchitectureCompiler.Compile(blueprint, environment);
        foreach (var name in AwsNames.Of(architecture))
        {
            if (AwsNameRules.Broken(name) is { } rule)
            {
                yield return AwsDiagnostics.RefusedName(At(blueprint, name.From), rule.Sentence(name.Name), name.From);
            }
        }
        foreach (var budget in AwsBudgets.Of(architecture).Where(budget => budget.Size > budget.Limit))
        {
            yield return AwsDiagnostics.TooLarge(At(blueprint, budget.From), budget.Document, budget.Size, budget.Limit, budget.MadeOf);
        }
        var rules = architecture.Network.NetworkAcls.SelectMany(acl => acl.Rules.CountBy(rule => rule.Direction)).Max(one => one.Value);
        if (rules > AclCompiler.MostRules)
        {
            yield return AwsDiagnostics.TooManyPorts(At(blueprint, NetworkKeys.Egress.Path), rules, AclCompiler.MostRules);
        }
        foreach (var fault in ReachRules.Faults(ArchitectureNetwork.Of(architecture), Egress.Ports(blueprint)))
        {
            yield return AwsDiagnostics.BrokenNetwork(At(blueprint, NetworkKeys.Egress.Path), fault.Message);
        }
        if (Regions.Partition(architecture.Network.Region) != "aws")
        {
            yield return AwsDiagnostics.OtherPartition(At(blueprint, NetworkKeys.Region.Path), architecture.Network.Region);
        }
        if (architecture.Database is { Version: < OldestDatabase } database)
        {
            yield return AwsDiagnostics.OldDatabase(At(blueprint, DatabaseKeys.Version.Path), database.Version!.Value, OldestDatabase);
        }
    }

    static Place At(Blueprint blueprint, string path) => blueprint.At(path) ?? blueprint.At(AppKeys.App) ?? Place.Start(BlueprintFile.Name);
}
