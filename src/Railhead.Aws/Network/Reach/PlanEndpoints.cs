using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The VPC endpoints of a plan.</summary>
static class PlanEndpoints
{
    public static bool IsGateway(PlanResource endpoint) => endpoint.Text("vpc_endpoint_type") is null or "Gateway";

    public static bool IsInterface(PlanResource endpoint) => endpoint.Text("vpc_endpoint_type") == "Interface";

    /// <summary>Such as <c>ecr.api</c>, of <c>com.amazonaws.eu-west-1.ecr.api</c>.</summary>
    public static string Service(PlanResource endpoint)
    {
        var name = endpoint.Text("service_name") ?? endpoint.Key ?? endpoint.Name;
        var parts = name.Split('.');
        var region = Array.FindIndex(parts, part => Regions.Known.Contains(part));
        return region >= 0 ? string.Join('.', parts[(region + 1)..]) : name;
    }
}
