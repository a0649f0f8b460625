namespace Railhead.Aws;

/// <summary><c>account/roles.tf</c>: the service-linked roles that an account lacks.</summary>
public static class AccountRolesFile
{
    const string Variable = "service_linked_roles";

    /// <summary>The file with the list, which <c>railhead bootstrap</c> writes.</summary>
    public const string ValuesName = "service-linked-roles.auto.tfvars";

    const string Address = "aws_iam_service_linked_role.main";

    internal static SynthFile Write() =>
        SynthFile.Terraform(
            "roles.tf",
            Hcl.Body(
                $$"""
                variable {{Variable}} {
                  description = "Services whose service-linked role this folder creates, such as rds.amazonaws.com. \"railhead bootstrap\" lists those that the account lacked."
                  type        = set(string)
                  default     = []
                }

                # AWS creates such a role at the first use of a service, and that call may fail because the role is too new. An account has each
                # role once, for all regions: one that exists already cannot be created again.
                resource "aws_iam_service_linked_role" "main" {
                  for_each         = {{Hcl.Ref($"var.{Variable}")}}
                  aws_service_name = each.key
                }
                """
            )
        );

    /// <summary>The roles that the folder has created, from <c>terraform state list</c>.</summary>
    public static IEnumerable<string> Created(string stateList) =>
        stateList
            .Split('\n')
            .Where(line => line.StartsWith($"{Address}[", StringComparison.Ordinal))
            .Select(line => line[(Address.Length + 2)..^2]);

    /// <summary>The text of <see cref="ValuesName"/>.</summary>
    public static string Values(IEnumerable<string> services) =>
        HclFormat.Apply(
            Hcl.Body(
                $$"""
                # Written by "railhead bootstrap": the account lacked these service-linked roles, and this folder created them. Commit this file.
                {{Hcl.Identifier(Variable)}} = {{services.Order(StringComparer.Ordinal)}}
                """
            ).Text
        );
}
