using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The model's metrics as HCL: placeholders in dimensions become references.</summary>
static class MetricHcl
{
    /// <summary>Each dimension on a line of its own.</summary>
    public static HclBody Dimensions(Architecture architecture, Metric metric) =>
        Hcl.Each(
            metric.Dimensions,
            dimension => Hcl.Body($"{new HclExpression(Hcl.Name(dimension.Key))} = {Values(architecture, dimension.Value)[0]}"),
            apart: false
        );

    /// <summary>The values of a dimension: one, or one for each NAT gateway.</summary>
    public static IReadOnlyList<HclExpression> Values(Architecture architecture, string value) =>
        value switch
        {
            "{load-balancer}" => [Hcl.Ref("aws_lb.main.arn_suffix")],
            "{target-group:blue}" => [Hcl.Ref("aws_lb_target_group.blue.arn_suffix")],
            "{target-group:green}" => [Hcl.Ref("aws_lb_target_group.green.arn_suffix")],
            "{nat-gateway}" => Addresses
                .NatZones(architecture.Network)
                .Select(zone => Hcl.Ref($"aws_nat_gateway.main[\"{zone}\"].id"))
                .ToList(),
            _ => [Addresses.WithAccount(value)],
        };

    /// <summary>Whether it is a percentile, which CloudWatch calls an extended statistic.</summary>
    public static bool IsPercentile(Metric metric) => metric.Statistic.StartsWith('p');
}
