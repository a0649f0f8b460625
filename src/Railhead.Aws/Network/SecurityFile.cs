using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>security.tf</c>: security groups and network ACLs.</summary>
static class SecurityFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform(
            "security.tf",
            Defaults(),
            Hcl.Each(architecture.Network.SecurityGroups, Group),
            Hcl.Each(architecture.Network.NetworkAcls, Acl)
        );

    static HclBody Defaults() =>
        Hcl.Body(
            $$"""
            # Every VPC has a default group whose members can reach each other. This removes its rules; nothing uses the group.
            resource "aws_default_security_group" "main" {
              vpc_id = aws_vpc.main.id
            }
            """
        );

    static HclBody Group(SecurityGroup group) =>
        Hcl.Body(
            $$"""
            resource "aws_security_group" {{Hcl.Name(group.Key)}} {
              name        = {{group.Name}}
              description = {{group.Description}}
              vpc_id      = aws_vpc.main.id

              tags = {
                Name = {{group.Name}}
              }
            }

            {{Hcl.Each(group.Rules, rule => Rule(group, rule))}}
            """
        );

    static HclBody Rule(SecurityGroup group, SecurityRule rule)
    {
        var kind = rule.Direction == Direction.Ingress ? "ingress" : "egress";
        var other = rule.Group ?? (rule.Cidr == "0.0.0.0/0" ? "internet" : "vpc");
        var name = Hcl.Name($"{group.Key}-{(rule.Direction == Direction.Ingress ? "from" : "to")}-{other}-{rule.FromPort}");
        return Hcl.Body(
            $$"""
            {{Hcl.Comment($"{char.ToUpperInvariant(rule.Why[0])}{rule.Why[1..]}.")}}
            resource {{$"aws_vpc_security_group_{kind}_rule"}} {{name}} {
              security_group_id = {{Addresses.SecurityGroup(group.Key)}}
              ip_protocol       = "tcp"
              from_port         = {{rule.FromPort}}
              to_port           = {{rule.ToPort}}
              {{(rule.Group is null
                  ? Hcl.Body($"cidr_ipv4 = {rule.Cidr}")
                  : Hcl.Body($"referenced_security_group_id = {Addresses.SecurityGroup(rule.Group)}"))}}

              tags = {
                Name = {{name}}
              }
            }
            """
        );
    }

    static HclBody Acl(NetworkAcl acl)
    {
        var tier = Hcl.Name(acl.Tier);
        return Hcl.Body(
            $$"""
            {{Hcl.Comment(acl.Tier switch
            {
                SubnetTier.Public => "Everything that no rule allows is denied. ACLs are stateless, so replies need rules too: the rules for ephemeral\n"
                    + "ports leave out 3389 (remote desktop).",
                SubnetTier.App => "From the load balancer to nginx, and replies to what the tasks request.",
                _ => "From the app subnets to PostgreSQL, and back.",
            })}}
            resource "aws_network_acl" {{tier}} {
              vpc_id     = aws_vpc.main.id
              subnet_ids = {{Addresses.SubnetIds(acl.Tier)}}

              tags = {
                Name = {{acl.Name}}
              }
            }

            {{Hcl.Each([Direction.Ingress, Direction.Egress], direction => Rules(acl, direction))}}
            """
        );
    }

    static HclBody Rules(NetworkAcl acl, Direction direction)
    {
        var rules = acl.Rules.Where(rule => rule.Direction == direction).ToList();
        string tier = Hcl.Name(acl.Tier),
            kind = Hcl.Name(direction);
        return Hcl.When(
            rules.Count > 0,
            () =>
                Hcl.Body(
                    $$"""
                    resource "aws_network_acl_rule" {{$"{tier}_{kind}"}} {
                      for_each = {
                        {{Hcl.Each(
                        rules,
                        rule =>
                            Hcl.Body(
                                $$"""{{new HclExpression($"{rule.Number}")}} = { from = {{rule.FromPort}}, to = {{rule.ToPort}}, cidr = {{rule.Cidr}} }"""
                            ),
                        apart: false
                    )}}
                      }

                      network_acl_id = {{Hcl.Ref($"aws_network_acl.{tier}.id")}}
                      egress         = {{direction == Direction.Egress}}
                      rule_number    = each.key
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
}
