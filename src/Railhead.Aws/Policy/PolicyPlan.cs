using Railhead.Model;

namespace Railhead.Aws;

/// <summary>A plan as rules look at it: all resources after the apply, with the references between them.</summary>
public sealed class PolicyPlan
{
    readonly TerraformPlan _plan;
    static readonly string[] Identifiers = ["id", "arn", "bucket", "name", "identifier"];

    readonly PlanReferences _references;
    readonly ILookup<string, PolicyResource> _byType;
    readonly Dictionary<string, PolicyResource> _byAddress;

    PolicyPlan(TerraformPlan plan)
    {
        _plan = plan;
        _references = new PlanReferences(plan);
        var all = plan
            .Resources.DistinctBy(resource => resource.Address)
            .Select(resource => new PolicyResource(resource, plan.Folder(resource.Module)))
            .ToList();
        _byType = all.ToLookup(resource => resource.Type, StringComparer.Ordinal);
        _byAddress = all.ToDictionary(resource => resource.Address, StringComparer.Ordinal);
    }

    /// <param name="json">The output of <c>terraform show -json PLAN</c>.</param>
    /// <exception cref="Railhead.Model.RailheadException">The text is not a plan.</exception>
    public static PolicyPlan Read(string json) => new(TerraformPlan.Read(json));

    /// <summary>What is open or missing in the network, by the assertions of <c>reach</c>.</summary>
    IReadOnlyList<ReachFault> ReachFaults => field ??= ReachRules.Faults(PlanNetwork.Of(_plan), egress: null);

    /// <summary>The environment's name, by a variable such as <c>environment</c> or <c>env_name</c>; null: no variable says it.</summary>
    internal string? Environment =>
        _plan
            .Variables.Properties()
            .Where(variable => variable.Name.Split('_', '-') is var words && (words.Contains("env") || words.Contains("environment")))
            .Select(variable => variable.Value.Get("value").AsText())
            .FirstOrDefault(value => value?.Length > 0);

    /// <summary>The names that the plan makes.</summary>
    internal PlannedNames Names => field ??= new PlannedNames(this);

    /// <summary>Ways that are open and must not be, or ways that are missing, at the resource that decides.</summary>
    internal IEnumerable<PolicyMatch> Ways(bool isOpen) =>
        from fault in ReachFaults
        where fault.IsOpen == isOpen
        let resource = _byAddress
            .Values.Where(one => fault.Resource.Contains(one.Address, StringComparison.Ordinal))
            .MaxBy(one => one.Address.Length)
        where resource is not null
        select new PolicyMatch(resource, fault.Message);

    /// <summary>The resources of these types.</summary>
    public IEnumerable<PolicyResource> Of(params IReadOnlyList<string> types) => types.SelectMany(type => _byType[type]);

    /// <summary>The resources of a type that an attribute leads to, as far as the plan shows it.</summary>
    public IReadOnlyList<PolicyResource> Targets(PolicyResource resource, string attribute, params IReadOnlyList<string> types) =>
        [.. _references.Many(resource.Plan, attribute, types).Select(target => _byAddress[target.Address])];

    /// <summary>The resources of a type that an attribute of a resource's blocks leads to.</summary>
    internal IEnumerable<PolicyResource> BlockTargets(PolicyResource resource, string block, string attribute, string type) =>
        resource
            .Plan.Expressions.Get(block)
            .Items()
            .SelectMany(expressions => _references.Many(resource.Plan, default, expressions, attribute, type))
            .Select(target => _byAddress[target.Address]);

    /// <summary>
    /// The resources of a type whose attribute leads to the target. One whose reference cannot be followed, such as through a local value,
    /// counts: it may belong to the target.
    /// </summary>
    public IEnumerable<PolicyResource> Linked(PolicyResource target, string type, string attribute) =>
        Of(type).Where(resource => LeadsTo(resource, attribute, target));

    bool LeadsTo(PolicyResource resource, string attribute, PolicyResource target)
    {
        if (resource[attribute].Text is { } value && IdentifiersOf(target).ToList() is { Count: > 0 } names)
        {
            return names.Contains(value);
        }

        var targets = _references.One(resource.Plan, attribute, target.Type);
        return targets is null ? resource[attribute].IsUnknown && resource.HasReference(attribute) : targets.Address == target.Address;
    }

    static IEnumerable<string> IdentifiersOf(PolicyResource target) => Identifiers.Select(name => target[name].Text).OfType<string>();
}
