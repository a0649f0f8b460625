using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The network ACLs of <c>security.tf</c>.</summary>
static class NetworkAcls
{
    public static HclBody Write(Network network) =>
        Hcl.Body(
            $$"""
            {{Hcl.Comment("""
                Network ACLs deny everything that no rule allows, and are stateless, so replies need rules too. Terraform replaces a rule whose number
                changes, and drops packets meanwhile: so each number belongs to one purpose, and a new rule gets a new number.
                """)}}

            {{Hcl.Each(network.NetworkAcls, acl => Acl(network, acl))}}

            {{PathMtu(network)}}
            """
        );

    static HclBody Acl(Network network, NetworkAcl acl)
    {
        var tier = Hcl.Name(acl.Tier);
        return Hcl.Body(
            $$"""
            {{Hcl.Comment(acl.Tier switch
            {
                SubnetTier.Public => "Clients to the load balancer, and tasks through NAT to the Internet. Both take replies at any port above 1023; nothing\n"
                    + "else is in these subnets, and neither accepts connections there.",
                SubnetTier.App => "The load balancer to nginx, tasks to endpoints of AWS services (GuardDuty's too), and tasks to the Internet. Replies to\n"
                    + "tasks come to the source ports of Linux.",
                _ => "Tasks to PostgreSQL, and read replicas to the primary.",
            })}}
            resource "aws_network_acl" {{tier}} {
              vpc_id     = aws_vpc.main.id
              subnet_ids = {{Addresses.SubnetIds(acl.Tier)}}

              tags = {
                Name = {{acl.Name}}
              }
            }

            {{Hcl.Each([Direction.Ingress, Direction.Egress], direction => Rules(network, acl, direction))}}
            """
        );
    }

    static HclBody Rules(Network network, NetworkAcl acl, Direction direction)
    {
        var rules = acl.Rules.Where(rule => rule.Direction == direction && rule.Protocol == Protocol.Tcp).ToList();
        string tier = Hcl.Name(acl.Tier),
            kind = Hcl.Name(direction);
        return Hcl.When(
            rules.Count > 0,
            () =>
                Hcl.Body(
                    $$"""
                    resource "aws_network_acl_rule" {{$"{tier}_{kind}"}} {
                      {{Hcl.When(acl.Tier == SubnetTier.Public && direction == Direction.Ingress, () => Hcl.Body($$"""
                          #checkov:skip=CKV_AWS_231: 3389 is a source port of NAT and the load balancer, so replies come to it; nothing here accepts it.
                          """))}}
                      for_each = {
                        {{Hcl.Each(rules, rule => Rule(network, rule), apart: false)}}
                      }

                      network_acl_id = {{Hcl.Ref($"aws_network_acl.{tier}.id")}}
                      egress         = {{direction == Direction.Egress}}
                      rule_number    = each.value.number
                      rule_action    = "allow"
                      protocol       = "tcp"
                      from_port      = each.value.from
                      to_port        = each.value.to
                      cidr_block     = each.value.cidr
                    }
                    """
                )
        );
    }

    static HclBody Rule(Network network, AclRule rule) =>
        Hcl.Body(
            $"{Hcl.Identifier(Hcl.Name(rule.Name))} = {Hcl.Object([
                ("number", Hcl.Number(rule.Number)),
                ("from", Hcl.Number(rule.FromPort)),
                ("to", Hcl.Number(rule.ToPort)),
                ("cidr", Addresses.Range(network, rule.Cidr)),
            ])}"
        );

    static HclBody PathMtu(Network network)
    {
        var acls = network
            .NetworkAcls.Where(acl => acl.Rules.Any(rule => rule.Protocol == Protocol.Icmp))
            .Select(acl => Hcl.Name(acl.Tier))
            .ToList();
        var rule = network.NetworkAcls.SelectMany(acl => acl.Rules).First(rule => rule.Protocol == Protocol.Icmp);
        return Hcl.Body(
            $$"""
            {{Hcl.Comment("""
                ICMP "fragmentation needed", in and out: a router with a smaller MTU reports that a packet is too large. Without it, a connection over
                such a router opens and hangs with the first full packet.
                """)}}
            {{Hcl.Each([Direction.Ingress, Direction.Egress], direction => Hcl.Body($$"""
                resource "aws_network_acl_rule" {{$"path_mtu_{Hcl.Name(direction)}"}} {
                  for_each = {
                    {{Hcl.Each(acls, tier => Hcl.Body($"{Hcl.Identifier(tier)} = {Hcl.Ref($"aws_network_acl.{tier}.id")}"), apart: false)}}
                  }

                  network_acl_id = each.value
                  egress         = {{direction == Direction.Egress}}
                  rule_number    = {{rule.Number}}
                  rule_action    = "allow"
                  protocol       = "icmp"
                  icmp_type      = {{rule.FromPort}}
                  icmp_code      = {{rule.ToPort}}
                  cidr_block     = {{rule.Cidr}}
                }
                """))}}
            """
        );
    }
}
