using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>network.tf</c>: VPC, subnets, routes, endpoints, flow logs.</summary>
static class NetworkFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform(
            "network.tf",
            Vpc(architecture),
            Subnets(architecture.Network),
            InternetGateway(architecture),
            Nat(architecture),
            Routes(architecture.Network),
            Endpoints(architecture),
            FlowLogs(architecture)
        );

    static HclBody Vpc(Architecture architecture) =>
        Hcl.Body(
            $$"""
            resource "aws_vpc" "main" {
              cidr_block           = {{architecture.Network.Cidr}}
              enable_dns_support   = true
              enable_dns_hostnames = true

              tags = {
                Name = {{Base(architecture)}}
              }
            }
            """
        );

    static HclBody Subnets(Network network) =>
        Hcl.Body(
            $$"""
            locals {
              {{Hcl.Each(Enum.GetValues<SubnetTier>(), tier => SubnetRanges(network, tier))}}
            }

            {{Hcl.Each(Enum.GetValues<SubnetTier>(), Subnet)}}
            """
        );

    static HclBody SubnetRanges(Network network, SubnetTier tier) =>
        Hcl.Body(
            $$"""
        {{Hcl.Comment(tier switch
        {
            SubnetTier.Public => "Public: the load balancer and NAT gateways, nothing else.",
            SubnetTier.App => "App: tasks, an address each; out through NAT, in from the load balancer only.",
            _ => "Data: databases; no way out.",
        })}}
        {{Hcl.Ref($"{Key(tier)}_subnets")}} = {
          {{Hcl.Each(network.Subnets.Where(subnet => subnet.Tier == tier), subnet => Hcl.Body($"{subnet.Zone} = {subnet.Cidr}"), apart: false)}}
        }
        """
        );

    static HclBody Subnet(SubnetTier tier) =>
        Hcl.Body(
            $$"""
            resource "aws_subnet" {{Key(tier)}} {
              for_each          = {{Hcl.Ref($"local.{Key(tier)}_subnets")}}
              vpc_id            = aws_vpc.main.id
              availability_zone = each.key
              cidr_block        = each.value

              tags = {
                Name = {{Hcl.Text($"{Key(tier)}-{Hcl.Ref("each.key")}")}}
              }
            }
            """
        );

    static HclBody InternetGateway(Architecture architecture) =>
        Hcl.Body(
            $$"""
            resource "aws_internet_gateway" "main" {
              vpc_id = aws_vpc.main.id

              tags = {
                Name = {{Base(architecture)}}
              }
            }
            """
        );

    static HclBody Nat(Architecture architecture)
    {
        var network = architecture.Network;
        var zones = network.Nat == NatPolicy.PerZone ? network.Zones : network.Zones.Take(1);
        return Hcl.Body(
            $$"""
            locals {
              {{Hcl.Comment(network.Nat == NatPolicy.PerZone
                  ? "One per zone: a zone's failure does not cut the others off, and no traffic pays for crossing zones."
                  : "One for all zones, 35 USD a month in eu-west-1 (0.048 * 730 hours) instead of as much per zone. When its zone fails, the tasks of the\n"
                    + "others keep serving but cannot reach out.")}}
              nat_zones = toset({{zones}})
            }

            resource "aws_eip" "nat" {
              for_each = local.nat_zones
              domain   = "vpc"

              tags = {
                Name = {{Hcl.Text($"{Base(architecture)}-nat-{Hcl.Ref("each.key")}")}}
              }
            }

            resource "aws_nat_gateway" "main" {
              for_each      = local.nat_zones
              allocation_id = aws_eip.nat[each.key].id
              subnet_id     = aws_subnet.public[each.key].id

              tags = {
                Name = {{Hcl.Text($"{Base(architecture)}-{Hcl.Ref("each.key")}")}}
              }

              depends_on = [aws_internet_gateway.main]
            }
            """
        );
    }

    static HclBody Routes(Network network) =>
        Hcl.Body(
            $$"""
        resource "aws_route_table" "public" {
          vpc_id = aws_vpc.main.id

          tags = {
            Name = "public"
          }
        }

        resource "aws_route" "public_internet" {
          route_table_id         = aws_route_table.public.id
          destination_cidr_block = "0.0.0.0/0"
          gateway_id             = aws_internet_gateway.main.id
        }

        resource "aws_route_table_association" "public" {
          for_each       = aws_subnet.public
          subnet_id      = each.value.id
          route_table_id = aws_route_table.public.id
        }

        resource "aws_route_table" "app" {
          for_each = local.app_subnets
          vpc_id   = aws_vpc.main.id

          tags = {
            Name = {{Hcl.Text($"app-{Hcl.Ref("each.key")}")}}
          }
        }

        resource "aws_route" "app_nat" {
          for_each               = aws_route_table.app
          route_table_id         = each.value.id
          destination_cidr_block = "0.0.0.0/0"
          nat_gateway_id         = {{(network.Nat == NatPolicy.PerZone
              ? new HclExpression("aws_nat_gateway.main[each.key].id")
              : Hcl.Ref($"aws_nat_gateway.main[\"{network.Zones[0]}\"].id"))}}
        }

        resource "aws_route_table_association" "app" {
          for_each       = aws_subnet.app
          subnet_id      = each.value.id
          route_table_id = aws_route_table.app[each.key].id
        }

        # Without a route of its own: databases answer inside the VPC and reach nothing.
        resource "aws_route_table" "data" {
          vpc_id = aws_vpc.main.id

          tags = {
            Name = "data"
          }
        }

        resource "aws_route_table_association" "data" {
          for_each       = aws_subnet.data
          subnet_id      = each.value.id
          route_table_id = aws_route_table.data.id
        }
        """
        );

    static HclBody Endpoints(Architecture architecture)
    {
        var network = architecture.Network;
        var interfaces = network
            .Endpoints.Where(endpoint => endpoint.Kind == EndpointKind.Interface)
            .Select(endpoint => endpoint.Service)
            .ToList();
        return Hcl.Body(
            $$"""
            # Costs nothing, and keeps what goes to S3, images' layers too, off the NAT gateway (0.048 USD a GB in eu-west-1).
            resource "aws_vpc_endpoint" "s3" {
              vpc_id            = aws_vpc.main.id
              vpc_endpoint_type = "Gateway"
              service_name      = {{$"com.amazonaws.{network.Region}.s3"}}
              route_table_ids   = values(aws_route_table.app)[*].id

              tags = {
                Name = "s3"
              }
            }

            {{Hcl.When(interfaces.Count > 0, () => Hcl.Body($$"""
                # 8 USD a month each and zone in eu-west-1 (0.011 * 730 hours), and 0.01 USD a GB instead of NAT's 0.048. With little traffic they
                # save less than they cost. What they buy: images' manifests, logs and secrets stay inside, and tasks start although NAT or the way
                # out fails.
                resource "aws_vpc_endpoint" "interface" {
                  for_each            = toset({{interfaces}})
                  vpc_id              = aws_vpc.main.id
                  vpc_endpoint_type   = "Interface"
                  service_name        = {{Hcl.Text($"com.amazonaws.{network.Region}.{Hcl.Ref("each.key")}")}}
                  private_dns_enabled = true
                  subnet_ids          = {{Addresses.SubnetIds(SubnetTier.App)}}
                  security_group_ids  = [{{Addresses.SecurityGroup(SecurityGroupKeys.Endpoints)}}]

                  tags = {
                    Name = each.key
                  }
                }
                """))}}
            """
        );
    }

    static HclBody FlowLogs(Architecture architecture) =>
        Hcl.Body(
            $$"""
            resource "aws_flow_log" "main" {
              vpc_id               = aws_vpc.main.id
              traffic_type         = "ALL"
              log_destination_type = "cloud-watch-logs"
              log_destination      = aws_cloudwatch_log_group.flow_logs.arn
              iam_role_arn         = {{Addresses.Role(RoleKeys.FlowLogs)}}

              tags = {
                Name = {{Base(architecture)}}
              }
            }
            """
        );

    static string Key(SubnetTier tier) => tier.ToString().ToLowerInvariant();

    static string Base(Architecture architecture) => architecture.Services.Cluster;
}
