using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>network.tf</c>: VPC, subnets, NAT gateways, routes, endpoints, flow logs.</summary>
static class NetworkFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform(
            "network.tf",
            Vpc(architecture),
            Subnets(architecture),
            InternetGateway(architecture),
            Nat(architecture),
            NetworkRoutes.Write(architecture),
            NetworkEndpoints.Write(architecture),
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
                Name = {{architecture.Name()}}
              }
            }
            """
        );

    static HclBody Subnets(Architecture architecture) =>
        Hcl.Body(
            $$"""
            locals {
              {{Hcl.Each(Enum.GetValues<SubnetTier>(), tier => SubnetRanges(architecture.Network, tier))}}
            }

            {{Hcl.Each(Enum.GetValues<SubnetTier>(), tier => Subnet(architecture, tier))}}
            """
        );

    static HclBody SubnetRanges(Network network, SubnetTier tier) =>
        Hcl.Body(
            $$"""
        {{Hcl.Comment(tier switch
        {
            SubnetTier.Public => "Public: the load balancer and NAT gateways only.",
            SubnetTier.App => "App: tasks, one address each. Outbound through NAT, inbound from the load balancer only.",
            _ => "Data: databases. No route to the internet.",
        })}}
        {{Hcl.Ref($"{Hcl.Name(tier)}_subnets")}} = {
          {{Hcl.Each(network.Subnets.Where(subnet => subnet.Tier == tier), subnet => Hcl.Body($"{subnet.Zone} = {subnet.Cidr}"), apart: false)}}
        }
        """
        );

    static HclBody Subnet(Architecture architecture, SubnetTier tier) =>
        Hcl.Body(
            $$"""
            resource "aws_subnet" {{Hcl.Name(tier)}} {
              for_each          = {{Hcl.Ref($"local.{Hcl.Name(tier)}_subnets")}}
              vpc_id            = aws_vpc.main.id
              availability_zone = each.key
              cidr_block        = each.value

              tags = {
                Name = {{Hcl.Text($"{architecture.Name()}-{Hcl.Name(tier)}-{Hcl.Ref("each.key")}")}}
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
                Name = {{architecture.Name()}}
              }
            }
            """
        );

    static HclBody Nat(Architecture architecture)
    {
        var network = architecture.Network;
        return Hcl.Body(
            $$"""
            locals {
              {{Hcl.Comment(network.Nat == NatPolicy.PerZone
                  ? "One per zone: the failure of a zone does not affect the others, and no traffic is charged for crossing zones."
                  : "One for all zones: 35 USD a month in eu-west-1 (0.048 * 730 hours) instead of that amount per zone. If its zone fails, tasks in the\n"
                    + "other zones keep serving, but cannot reach the internet.")}}
              nat_zones = toset({{network.NatZones}})
            }

            resource "aws_eip" "nat" {
              for_each = local.nat_zones
              domain   = "vpc"

              tags = {
                Name = {{Hcl.Text($"{architecture.Name()}-nat-{Hcl.Ref("each.key")}")}}
              }
            }

            resource "aws_nat_gateway" "main" {
              for_each      = local.nat_zones
              allocation_id = aws_eip.nat[each.key].id
              subnet_id     = aws_subnet.public[each.key].id

              tags = {
                Name = {{Hcl.Text($"{architecture.Name()}-{Hcl.Ref("each.key")}")}}
              }

              depends_on = [aws_internet_gateway.main]
            }
            """
        );
    }

    static HclBody FlowLogs(Architecture architecture) =>
        Hcl.Body(
            $$"""
            # Refused connections only: all of them would cost 0.57 USD per GB, and GuardDuty reads its own copy.
            resource "aws_flow_log" "main" {
              vpc_id               = aws_vpc.main.id
              traffic_type         = "REJECT"
              log_destination_type = "cloud-watch-logs"
              log_destination      = aws_cloudwatch_log_group.flow_logs.arn
              iam_role_arn         = {{Addresses.Role(RoleKeys.FlowLogs)}}

              tags = {
                Name = {{architecture.Name()}}
              }

              # Delivery starts at once, and reports an access error without the policy.
              depends_on = [aws_iam_role_policy.flow_logs]
            }
            """
        );
}
