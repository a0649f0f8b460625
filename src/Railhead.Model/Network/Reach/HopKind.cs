namespace Railhead.Model;

/// <summary>The next hop of a route.</summary>
public enum HopKind
{
    InternetGateway,
    NatGateway,

    /// <summary>The gateway endpoint of S3 or DynamoDB.</summary>
    GatewayEndpoint,

    /// <summary>Peering, transit gateways, appliances: packets are not followed there.</summary>
    Other,
}
