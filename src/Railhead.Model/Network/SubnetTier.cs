namespace Railhead.Model;

/// <summary>What a subnet is for: public ones hold the load balancer and NAT gateways only.</summary>
public enum SubnetTier
{
    Public,
    App,
    Data,
}
