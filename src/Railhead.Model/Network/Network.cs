namespace Railhead.Model;

/// <summary>The virtual private cloud of an environment.</summary>
public sealed record Network
{
    public required string Region { get; init; }

    /// <summary>IPv4 range of the VPC, such as <c>10.0.0.0/16</c>.</summary>
    public required string Cidr { get; init; }

    /// <summary>Names of the availability zones, such as <c>eu-west-1a</c>; two or three.</summary>
    public required IReadOnlyList<string> Zones { get; init; }
}
