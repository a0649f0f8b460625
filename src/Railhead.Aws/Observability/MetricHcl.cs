using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The model's metrics as HCL: placeholders in dimensions become references.</summary>
static class MetricHcl
{
    /// <summary>Each dimension on a line of its own.</summary>
    public static HclBody Dimensions(Architecture architecture, Metric metric) =>
        Hcl.Each(
            metric.Dimensions,
            dimension => Hcl.Body($"{new HclExpression(Hcl.Name(dimension.Key))} = {Value(architecture, dimension.Key, dimension.Value)}"),
            apart: false
        );

    static HclExpression Value(Architecture architecture, string dimension, string value) =>
        dimension switch
        {
            "ClusterName" => Hcl.Ref("aws_ecs_cluster.main.name"),
            "ServiceName" => Hcl.Ref("aws_ecs_service.main.name"),
            _ => Values(architecture, value)[0],
        };

    /// <summary>The values of a dimension: one, or one for each NAT gateway.</summary>
    public static IReadOnlyList<HclExpression> Values(Architecture architecture, string value) =>
        value switch
        {
            "{load-balancer}" => [Hcl.Ref("aws_lb.main.arn_suffix")],
            "{target-group:blue}" => [Hcl.Ref("aws_lb_target_group.blue.arn_suffix")],
            "{target-group:green}" => [Hcl.Ref("aws_lb_target_group.green.arn_suffix")],
            "{certificate}" => [Hcl.Ref("aws_acm_certificate.main.arn")],
            "{nat-gateway}" => architecture.Network.NatZones.Select(NatGateway).ToList(),
            _ when value.StartsWith("{nat-gateway:", StringComparison.Ordinal) => [NatGateway(value["{nat-gateway:".Length..^1])],
            _ when Names(architecture).TryGetValue(value, out var name) => [name],
            _ => [Addresses.WithAccount(value)],
        };

    static HclExpression NatGateway(string zone) => Hcl.Ref($"aws_nat_gateway.main[\"{zone}\"].id");

    /// <summary>Names of what the folder makes.</summary>
    static Dictionary<string, HclExpression> Names(Architecture architecture)
    {
        var names = new Dictionary<string, HclExpression>(StringComparer.Ordinal);
        foreach (var group in architecture.Observability.LogGroups)
        {
            names[group.Name] = Addresses.LogGroup(group.Key);
        }

        foreach (var replica in architecture.Database?.ReplicaIdentifiers ?? [])
        {
            names[replica] = Hcl.Ref($"aws_db_instance.replica[\"{replica}\"].identifier");
        }

        if (architecture.Database is { } database)
        {
            names[database.Identifier] = Hcl.Ref("aws_db_instance.main.identifier");
            names[architecture.NameOf(RoleKeys.Rotation)] = Hcl.Ref("aws_lambda_function.rotation.function_name");
        }

        return names;
    }

    /// <summary>Whether it is a percentile, which CloudWatch calls an extended statistic.</summary>
    public static bool IsPercentile(Metric metric) => metric.Statistic.StartsWith('p');
}
