using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The endpoints of <c>network.tf</c>: ways to AWS's services inside the VPC.</summary>
static class NetworkEndpoints
{
    public static HclBody Write(Network network)
    {
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
}
