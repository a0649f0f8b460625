using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The routes of <c>network.tf</c>: which subnets reach the internet, and how.</summary>
static class NetworkRoutes
{
    public static HclBody Write(Architecture architecture) =>
        Hcl.Body(
            $$"""
        resource "aws_route_table" "public" {
          vpc_id = aws_vpc.main.id

          tags = {
            Name = {{architecture.NameOf("public")}}
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
            Name = {{Hcl.Text($"{architecture.NameOf("app")}-{Hcl.Ref("each.key")}")}}
          }
        }

        resource "aws_route" "app_nat" {
          for_each               = aws_route_table.app
          route_table_id         = each.value.id
          destination_cidr_block = "0.0.0.0/0"
          nat_gateway_id         = {{(architecture.Network.Nat == NatPolicy.PerZone
              ? new HclExpression("aws_nat_gateway.main[each.key].id")
              : Hcl.Ref($"aws_nat_gateway.main[\"{architecture.Network.Zones[0]}\"].id"))}}
        }

        resource "aws_route_table_association" "app" {
          for_each       = aws_subnet.app
          subnet_id      = each.value.id
          route_table_id = aws_route_table.app[each.key].id
        }

        # No routes besides the VPC's own: databases can answer inside the VPC, and reach nothing else.
        resource "aws_route_table" "data" {
          vpc_id = aws_vpc.main.id

          tags = {
            Name = {{architecture.NameOf("data")}}
          }
        }

        resource "aws_route_table_association" "data" {
          for_each       = aws_subnet.data
          subnet_id      = each.value.id
          route_table_id = aws_route_table.data.id
        }
        """
        );
}
