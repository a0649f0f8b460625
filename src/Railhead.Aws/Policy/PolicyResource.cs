namespace Railhead.Aws;

/// <summary>A resource or data source as it will be after an apply, as rules look at it.</summary>
public sealed class PolicyResource
{
    readonly PolicyBlock _attributes;

    internal PolicyResource(PlanResource plan, string? folder)
    {
        Plan = plan;
        Folder = folder;
        _attributes = new PolicyBlock(plan.Values, plan.Unknown);
    }

    /// <summary>Such as <c>module.network.aws_subnet.app["a"]</c>.</summary>
    public string Address => Plan.Address;

    public string Type => Plan.Type;

    /// <summary>The address without keys, which is the place in the configuration.</summary>
    public string ConfigAddress => Plan.Module.Length == 0 ? $"{Type}.{Plan.Name}" : $"{Plan.Module}.{Type}.{Plan.Name}";

    /// <summary>The folder of its module, relative to the root module's; null when its files are elsewhere.</summary>
    public string? Folder { get; }

    /// <summary>All attributes as they are.</summary>
    public PolicyBlock All => _attributes;

    internal PlanResource Plan { get; }

    /// <summary>
    /// The value of an attribute. One that nobody has written and only the apply knows is AWS's default, so it counts as not set.
    /// </summary>
    public PolicyValue this[string name] => _attributes[name] is { IsUnknown: true } && !IsWritten(name) ? default : _attributes[name];

    /// <summary>The first block of a name, or an empty one.</summary>
    public PolicyBlock Block(string name) => _attributes.Block(name);

    public IReadOnlyList<PolicyBlock> Blocks(string name) => _attributes.Blocks(name);

    /// <summary>Whether the configuration has an expression for the attribute that is more than a constant.</summary>
    internal bool HasReference(string name) => Plan.Expressions.Get(name).Get("references").Items().Any();

    bool IsWritten(string name) =>
        Plan.Block.ValueKind == System.Text.Json.JsonValueKind.Undefined
        || Plan.Expressions.Get(name).ValueKind != System.Text.Json.JsonValueKind.Undefined;
}
