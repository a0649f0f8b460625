using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The endpoints of <c>network.tf</c>: ways to AWS's services inside the VPC.</summary>
static class NetworkEndpoints
{
    public static HclBody Write(Architecture architecture)
    {
        var interfaces = architecture
            .Network.Endpoints.Where(endpoint => endpoint.Kind == EndpointKind.Interface)
            .Select(endpoint => endpoint.Service)
            .ToList();
        return Hcl.Body(
            $$"""
            # Free, and keeps traffic to S3, including image layers, off the NAT gateway (0.048 USD per GB in eu-west-1).
            resource "aws_vpc_endpoint" "s3" {
              vpc_id            = aws_vpc.main.id
              vpc_endpoint_type = "Gateway"
              service_name      = "com.amazonaws.${local.region}.s3"
              route_table_ids   = values(aws_route_table.app)[*].id
              policy            = data.aws_iam_policy_document.endpoint_s3.json

              tags = {
                Name = {{architecture.NameOf("s3")}}
              }
            }

            # Tasks may write only to buckets of this account, and only with its roles. They may read other buckets of the region: ECR keeps image
            # layers in one, and downloads by presigned URL come from others.
            data "aws_iam_policy_document" "endpoint_s3" {
              statement {
                sid       = "Own"
                actions   = ["s3:*"]
                resources = ["*"]

                principals {
                  type        = "AWS"
                  identifiers = ["*"]
                }

                condition {
                  test     = "StringEquals"
                  variable = "aws:PrincipalAccount"
                  values   = [local.account_id]
                }

                condition {
                  test     = "StringEquals"
                  variable = "aws:ResourceAccount"
                  values   = [local.account_id]
                }
              }

              statement {
                sid       = "Read"
                actions   = ["s3:GetObject"]
                resources = ["*"]

                principals {
                  type        = "AWS"
                  identifiers = ["*"]
                }
              }
            }

            {{Hcl.When(interfaces.Count > 0, () => Hcl.Body($$"""
                # Each costs 8 USD a month per zone in eu-west-1 (0.011 * 730 hours), and 0.01 USD per GB instead of 0.048 through NAT. With little
                # traffic they cost more than they save, but image manifests, logs and secrets stay inside the VPC, and tasks can start while NAT
                # or the internet is unreachable.
                resource "aws_vpc_endpoint" "interface" {
                  for_each            = toset({{interfaces}})
                  vpc_id              = aws_vpc.main.id
                  vpc_endpoint_type   = "Interface"
                  service_name        = "com.amazonaws.${local.region}.${each.key}"
                  private_dns_enabled = true
                  subnet_ids          = {{Addresses.SubnetIds(SubnetTier.App)}}
                  security_group_ids  = [{{Addresses.SecurityGroup(SecurityGroupKeys.Endpoints)}}]
                  policy              = data.aws_iam_policy_document.endpoint_interface.json

                  tags = {
                    Name = {{Hcl.Text($"{architecture.Name()}-{Hcl.Ref("each.key")}")}}
                  }
                }

                # Only roles of this account: nobody can send data out with keys of another one.
                data "aws_iam_policy_document" "endpoint_interface" {
                  statement {
                    actions   = ["*"]
                    resources = ["*"]

                    principals {
                      type        = "AWS"
                      identifiers = ["*"]
                    }

                    condition {
                      test     = "StringEquals"
                      variable = "aws:PrincipalAccount"
                      values   = [local.account_id]
                    }
                  }
                }
                """))}}
            """
        );
    }
}
