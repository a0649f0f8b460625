using System.Text.Json;
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
    /// <param name="resource">The resource with the attribute.</param>
    /// <param name="path">The attribute; in blocks, their names lead to it: <c>notification.subscriber_sns_topic_arns</c>.</param>
    /// <param name="types">The types of the targets.</param>
    public IReadOnlyList<PolicyResource> Targets(PolicyResource resource, string path, params IReadOnlyList<string> types)
    {
        var parts = path.Split('.');
        var found =
            parts.Length == 1
                ? _references.Many(resource.Plan, path, types)
                : Blocks(resource.Plan.Expressions, parts[..^1])
                    .SelectMany(block => _references.Many(resource.Plan, default, block, parts[^1], types));
        return [.. found.Distinct().Select(target => _byAddress[target.Address])];
    }

    static IEnumerable<JsonElement> Blocks(JsonElement expressions, IEnumerable<string> names) =>
        names.Aggregate((IEnumerable<JsonElement>)[expressions], (blocks, name) => blocks.SelectMany(block => block.Get(name).Items()));

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
