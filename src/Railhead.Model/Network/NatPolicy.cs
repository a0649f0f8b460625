namespace Railhead.Model;

/// <summary>How many NAT gateways: one is cheaper, one per zone outlives a zone.</summary>
public enum NatPolicy
{
    Single,
    PerZone,
}
