namespace Railhead.Aws;

/// <summary>A resource or data source as it will be after an apply.</summary>
/// <param name="Address">Such as <c>module.network.aws_subnet.app["a"]</c>.</param>
/// <param name="ConfigAddress">The same without the keys of instances: the place in the configuration.</param>
/// <param name="Type">Such as <c>aws_subnet</c>.</param>
/// <param name="IsData">Whether it is only read.</param>
/// <param name="Attributes">Its values.</param>
/// <param name="Written">The attributes that its configuration writes; null when the plan has no configuration of it.</param>
public sealed record PlannedResource(
    string Address,
    string ConfigAddress,
    string Type,
    bool IsData,
    PolicyBlock Attributes,
    IReadOnlySet<string>? Written
)
{
    /// <summary>
    /// The value of an attribute. One that nobody has written and only the apply knows is AWS's default, so it counts as not set.
    /// </summary>
    public PolicyValue this[string name] =>
        Attributes[name] is { IsUnknown: true } && Written?.Contains(name) == false ? default : Attributes[name];

    /// <summary>The first block of a name, or an empty one.</summary>
    public PolicyBlock Block(string name) => Attributes.Block(name);

    public IReadOnlyList<PolicyBlock> Blocks(string name) => Attributes.Blocks(name);
}
