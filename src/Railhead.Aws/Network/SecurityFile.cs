using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>security.tf</c>: security groups and network ACLs.</summary>
static class SecurityFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform(
            "security.tf",
            Defaults(),
            Hcl.Each(architecture.Network.SecurityGroups, group => Group(architecture.Network, group)),
            NetworkAcls.Write(architecture.Network)
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

    static HclBody Group(Network network, SecurityGroup group) =>
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

            {{Hcl.Each(group.Rules, rule => Rule(network, group, rule))}}
            """
        );

    static HclBody Rule(Network network, SecurityGroup group, SecurityRule rule)
    {
        var kind = rule.Direction == Direction.Ingress ? "ingress" : "egress";
        var way = rule.Direction == Direction.Ingress ? "from" : "to";
        var what = rule.Protocol == Protocol.Icmp ? "path-mtu" : $"{rule.FromPort}";
        var name = $"{group.Key}-{way}-{Other(rule)}-{what}";
        return Hcl.Body(
            $$"""
            resource {{$"aws_vpc_security_group_{kind}_rule"}} {{Hcl.Name(name)}} {
              security_group_id = {{Addresses.SecurityGroup(group.Key)}}
              description       = {{$"{char.ToUpperInvariant(rule.Why[0])}{rule.Why[1..]}"}}
              ip_protocol       = {{Hcl.Name(rule.Protocol)}}
              from_port         = {{rule.FromPort}}
              to_port           = {{rule.ToPort}}
              {{(rule.ToS3 ? Hcl.Body($"prefix_list_id = {Hcl.Ref("aws_vpc_endpoint.s3.prefix_list_id")}")
                  : rule.Group is null ? Hcl.Body($"cidr_ipv4 = {Addresses.Range(network, rule.Cidr!)}")
                  : Hcl.Body($"referenced_security_group_id = {Addresses.SecurityGroup(rule.Group)}"))}}

              tags = {
                Name = {{$"{group.Name}-{way}-{Other(rule)}-{what}"}}
              }
            }
            """
        );
    }

    static string Other(SecurityRule rule) => rule.ToS3 ? "s3" : rule.Group ?? (rule.Cidr == "0.0.0.0/0" ? "internet" : "vpc");
}
