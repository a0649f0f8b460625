namespace Railhead.Model;

/// <summary>Keys of the security groups.</summary>
public static class SecurityGroupKeys
{
    public const string LoadBalancer = "load-balancer";
    public const string Tasks = "tasks";
    public const string Database = "database";
    public const string Endpoints = "endpoints";
}
