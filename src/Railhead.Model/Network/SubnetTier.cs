namespace Railhead.Model;

/// <summary>The purpose of a subnet. Public ones hold the load balancer and NAT gateways only.</summary>
public enum SubnetTier
{
    Public,
    App,
    Data,
}
