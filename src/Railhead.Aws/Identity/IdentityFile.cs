using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>identity.tf</c>: IAM roles, one per actor, with least privilege.</summary>
static class IdentityFile
{
    public static SynthFile Write(Architecture architecture)
    {
        var resources = new PolicyResources(architecture);
        return SynthFile.Terraform(
            "identity.tf",
            Trust(resources, architecture.Identity.Roles),
            Hcl.Each(architecture.Identity.Roles, role => Role(resources, role))
        );
    }

    static HclBody Trust(PolicyResources resources, IReadOnlyList<Role> roles) =>
        Hcl.Body(
            $$"""
            locals {
              {{Hcl.Comment("""
                The service that may assume each role, and for which resource of this account. Null where the service names none: then only this
                account can configure the service to use the role.
                """)}}
              trust = {
                {{Hcl.Each(roles, role => Hcl.Body($"{Hcl.Identifier(Hcl.Name(role.Key))} = {Source(resources, role)}"), apart: false)}}
              }
            }

            data "aws_iam_policy_document" "trust" {
              for_each = local.trust

              statement {
                actions = ["sts:AssumeRole"]

                principals {
                  type        = "Service"
                  identifiers = [each.value.service]
                }

                dynamic "condition" {
                  for_each = each.value.account[*]

                  content {
                    test     = "StringEquals"
                    variable = "aws:SourceAccount"
                    values   = [condition.value]
                  }
                }

                dynamic "condition" {
                  for_each = each.value.arn[*]

                  content {
                    test     = "ArnLike"
                    variable = "aws:SourceArn"
                    values   = [condition.value]
                  }
                }
              }
            }
            """
        );

    /// <summary>Not by reference: the resource needs the role first.</summary>
    static HclExpression Source(PolicyResources resources, Role role)
    {
        var none = new HclExpression("null");
        return Hcl.Object(
            ("service", Hcl.Text($"{role.Service}")),
            ("account", role.SourceArn is null && !role.SendsAccountOnly ? none : Addresses.AccountId),
            ("arn", role.SourceArn is null ? none : resources.Named(role.SourceArn))
        );
    }

    static HclBody Role(PolicyResources resources, Role role)
    {
        var name = Hcl.Name(role.Key);
        return Hcl.Body(
            $$"""
            {{Hcl.Comment(Actor(role))}}
            resource "aws_iam_role" {{name}} {
              name               = {{role.Name}}
              assume_role_policy = {{Hcl.Ref($"data.aws_iam_policy_document.trust[\"{name}\"].json")}}
            }

            resource "aws_iam_role_policy" {{name}} {
              name   = {{role.Key}}
              role   = {{Hcl.Ref($"aws_iam_role.{name}.id")}}
              policy = {{Hcl.Ref($"data.aws_iam_policy_document.{name}.json")}}
            }

            data "aws_iam_policy_document" {{name}} {
              {{Hcl.Each(role.Statements, statement => Statement(resources, statement))}}
            }
            """
        );
    }

    static HclBody Statement(PolicyResources resources, Statement statement)
    {
        var conditions = statement.Conditions.Where(condition => !PolicyResources.IsKeyAlias(condition)).ToList();
        return Hcl.Body(
            $$"""
            {{Hcl.When(statement.Why is not null, () => Hcl.Comment($"Any {(statement.Resources is ["*"] ? "resource" : "account")}: {statement.Why}."))}}
            statement {
              actions   = {{statement.Actions}}
              resources = {{resources.Of(statement)}}

              {{Hcl.Each(conditions, condition => Hcl.Body($$"""
                  condition {
                    test     = {{condition.Operator}}
                    variable = {{condition.Key}}
                    values   = {{condition.Values.Select(resources.Arn)}}
                  }
                  """))}}
            }
            """
        );
    }

    static string Actor(Role role) =>
        role.Key switch
        {
            RoleKeys.Task => "The app's tasks.",
            RoleKeys.Execution => "ECS, to start the app's tasks: images, logs and secrets.",
            RoleKeys.Build => "CodeBuild, to build the images.",
            RoleKeys.Promotion => "EventBridge, to start the pipeline when the environment of \"deploy.from\" has released a commit.",
            RoleKeys.Release => "CodeBuild, to run the release command as a task.",
            RoleKeys.Pipeline =>
                "CodePipeline. AWS's guide names no aws:SourceArn that CodePipeline sends when it assumes the role: so only the account.",
            RoleKeys.Deploy when role.Service == "ecs.amazonaws.com" =>
                "ECS, to move targets and traffic during a deployment. AWS's guide names no condition for this trust.",
            RoleKeys.Deploy => "CodeDeploy, to create task sets and shift traffic.",
            RoleKeys.Monitoring => "RDS, to write enhanced monitoring metrics.",
            RoleKeys.Replication => "S3, to replicate objects to the second region.",
            RoleKeys.FlowLogs => "The VPC, to write flow logs.",
            RoleKeys.DatabaseRole =>
                "ECS, to start the task that creates the app's database role. Only this role can read the administrator's password.",
            RoleKeys.Rotation => "The function that rotates the database password.",
            _ => $"{role.Key}.",
        };
}
