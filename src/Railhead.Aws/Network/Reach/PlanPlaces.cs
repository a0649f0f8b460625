using System.Text.Json;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The places of a plan that a question can name, by the resources that have network interfaces.</summary>
sealed class PlanPlaces(TerraformPlan plan, PlanReferences references, PlanSubnets subnets, PlanGroups groups)
{
    static readonly string[] LoadBalancers = ["aws_lb", "aws_alb", "aws_elb"];
    static readonly string[] Databases = ["aws_db_instance", "aws_rds_cluster"];

    int _public;

    public IEnumerable<PacketPlace> All()
    {
        yield return PacketPlaces.Internet;
        yield return Place(
            PacketPlaces.LoadBalancer,
            plan.OfType(LoadBalancers),
            LoadBalancerInterfaces,
            plan.OfType("aws_lb_listener", "aws_alb_listener").Select(listener => listener.Number("port"))
        );
        var services = plan.OfType("aws_ecs_service").ToList();
        yield return Place(PacketPlaces.Task, services, ServiceInterfaces, services.SelectMany(ContainerPorts));
        foreach (var service in services.Where(service => service.Text("name") is not null))
        {
            yield return Place(PacketPlaces.TaskPrefix + service.Text("name"), [service], ServiceInterfaces, ContainerPorts(service));
        }

        var databases = plan.OfType(Databases).ToList();
        yield return Place(PacketPlaces.Database, databases, DatabaseInterfaces, databases.Select(DatabasePort));
        yield return Store();
        foreach (var endpoint in plan.OfType("aws_vpc_endpoint").Where(PlanEndpoints.IsInterface))
        {
            yield return Place(
                PacketPlaces.Endpoint(PlanEndpoints.Service(endpoint)),
                [endpoint],
                EndpointInterfaces,
                [WellKnownPorts.Https]
            ) with
            {
                OnlyAnswers = PacketPlaces.EndpointsOnlyAnswer,
            };
        }

        foreach (var function in plan.OfType("aws_lambda_function").Where(function => function.Blocks("vpc_config").Any()))
        {
            yield return Place($"function:{function.Text("function_name") ?? function.Name}", [function], FunctionInterfaces, []);
        }

        yield return PacketPlaces.GuardDuty([
            .. services.SelectMany(ServiceInterfaces).Select(found => found.Subnet).DistinctBy(subnet => subnet.Name),
        ]);
    }

    static PacketPlace Place(
        string name,
        IEnumerable<PlanResource> resources,
        Func<PlanResource, IEnumerable<PacketInterface>> interfaces,
        IEnumerable<int?> ports
    )
    {
        var all = resources.ToList();
        return new PacketPlace
        {
            Name = name,
            Title = all.Count == 0 ? name : string.Join(", ", all.Select(resource => resource.Address)),
            Interfaces = [.. all.SelectMany(interfaces)],
            Ports = [.. ports.OfType<int>().Distinct().OrderBy(port => port == WellKnownPorts.Https ? 0 : port)],
        };
    }

    IEnumerable<PacketInterface> LoadBalancerInterfaces(PlanResource balancer)
    {
        var isInternal = balancer.IsTrue("internal");
        var hasGroups =
            balancer.Type == "aws_elb" || balancer.Text("load_balancer_type") is not ("network" or "gateway") || HasGroups(balancer);
        foreach (var subnet in SubnetsOf(balancer, balancer.Values, balancer.Expressions, "subnets"))
        {
            yield return new PacketInterface(
                subnet,
                hasGroups ? groups.Of(balancer, "security_groups") : null,
                isInternal ? null : PublicAddresses.LoadBalancer(_public++),
                !isInternal,
                PortRange.Ephemeral
            );
        }
    }

    static bool HasGroups(PlanResource balancer) =>
        balancer.Values.Get("security_groups").Texts().Any() || balancer.Expressions.Get("security_groups").Get("references").Texts().Any();

    IEnumerable<PacketInterface> ServiceInterfaces(PlanResource service)
    {
        var values = service.Blocks("network_configuration").FirstOrDefault();
        var expressions = service.Expressions.Get("network_configuration").Items().FirstOrDefault();
        var isPublic = values.Get("assign_public_ip").ValueKind == JsonValueKind.True;
        foreach (var subnet in SubnetsOf(service, values, expressions, "subnets"))
        {
            yield return new PacketInterface(
                subnet,
                groups.Of(service, values, expressions, "security_groups"),
                isPublic ? PublicAddresses.Other(_public++) : null,
                IsNamedPublicly: false,
                PortRange.Linux
            );
        }
    }

    static IEnumerable<int?> ContainerPorts(PlanResource service) =>
        service.Blocks("load_balancer").Select(block => block.Get("container_port").AsNumber());

    /// <summary>A replica without a subnet group is in that of its source.</summary>
    IEnumerable<PacketInterface> DatabaseInterfaces(PlanResource database)
    {
        var group =
            references.One(database, "db_subnet_group_name", "aws_db_subnet_group") ?? plan.OfType("aws_db_subnet_group").FirstOrDefault();
        if (group is null)
        {
            yield break;
        }

        var isPublic =
            database.IsTrue("publicly_accessible")
            || (
                database.Type == "aws_rds_cluster"
                && plan.OfType("aws_rds_cluster_instance").Any(instance => instance.IsTrue("publicly_accessible"))
            );
        foreach (var subnet in SubnetsOf(group, group.Values, group.Expressions, "subnet_ids"))
        {
            yield return new PacketInterface(
                subnet,
                groups.Of(database, "vpc_security_group_ids"),
                isPublic ? PublicAddresses.Other(_public++) : null,
                IsNamedPublicly: false,
                PortRange.Linux
            );
        }
    }

    static int? DatabasePort(PlanResource database) =>
        database.Number("port")
        ?? database.Text("engine") switch
        {
            null => null,
            var engine when engine.Contains("postgres", StringComparison.Ordinal) => WellKnownPorts.PostgreSql,
            var engine when engine.Contains("sqlserver", StringComparison.Ordinal) => 1433,
            var engine when engine.Contains("oracle", StringComparison.Ordinal) => 1521,
            _ => 3306,
        };

    IEnumerable<PacketInterface> EndpointInterfaces(PlanResource endpoint) =>
        SubnetsOf(endpoint, endpoint.Values, endpoint.Expressions, "subnet_ids")
            .Select(subnet => new PacketInterface(subnet, groups.Of(endpoint, "security_group_ids"), null, false, PortRange.Ephemeral));

    IEnumerable<PacketInterface> FunctionInterfaces(PlanResource function)
    {
        var values = function.Blocks("vpc_config").First();
        var expressions = function.Expressions.Get("vpc_config").Items().FirstOrDefault();
        return SubnetsOf(function, values, expressions, "subnet_ids")
            .Select(subnet => new PacketInterface(
                subnet,
                groups.Of(function, values, expressions, "security_group_ids"),
                null,
                false,
                PortRange.Ephemeral
            ));
    }

    IEnumerable<PacketSubnet> SubnetsOf(PlanResource resource, JsonElement values, JsonElement expressions, string attribute) =>
        references.Many(resource, values, expressions, attribute, PlanSubnets.Types).Select(subnets.Of).OfType<PacketSubnet>();

    /// <summary>AWS blocks public access to new buckets by itself since April 2023; only a resource can take the block away.</summary>
    PacketPlace Store()
    {
        var blocks = plan.OfType("aws_s3_bucket_public_access_block").ToList();
        var open = blocks.Find(block => !block.IsTrue("block_public_policy") || !block.IsTrue("restrict_public_buckets"));
        return PacketPlaces.StoreFor(
            open is null ? null : $"{open.Address} does not block public policies",
            blocks.Count > 0 ? blocks[0].Address : "block public access, which new buckets have"
        );
    }
}
