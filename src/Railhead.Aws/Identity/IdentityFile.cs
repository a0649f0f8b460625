using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>identity.tf</c>: IAM roles, one per actor, with least privilege.</summary>
static class IdentityFile
{
    public static SynthFile Write(Architecture architecture)
    {
        var resources = new PolicyResources(architecture);
        return SynthFile.Terraform("identity.tf", Hcl.Each(architecture.Identity.Roles, role => Role(resources, role)));
    }

    static HclBody Role(PolicyResources resources, Role role)
    {
        var name = Hcl.Name(role.Key);
        return Hcl.Body(
            $$"""
            {{Hcl.Comment(Actor(role.Key))}}
            resource "aws_iam_role" {{name}} {
              name               = {{role.Name}}
              assume_role_policy = {{Hcl.Ref($"data.aws_iam_policy_document.{name}_trust.json")}}
            }

            data "aws_iam_policy_document" {{$"{name}_trust"}} {
              statement {
                actions = ["sts:AssumeRole"]

                principals {
                  type        = "Service"
                  identifiers = [{{role.Service}}]
                }

                {{Hcl.When(role.SourceArn is not null || role.SendsAccountOnly, () => Hcl.Body($$"""
                    condition {
                      test     = "StringEquals"
                      variable = "aws:SourceAccount"
                      values   = [{{Addresses.AccountId}}]
                    }
                    """))}}

                {{Hcl.When(role.SourceArn is not null, () => Hcl.Body($$"""
                    condition {
                      test     = "ArnLike"
                      variable = "aws:SourceArn"
                      values   = [{{Addresses.WithAccount(role.SourceArn!)}}]
                    }
                    """))}}
              }
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
                    values   = {{condition.Values.Select(Addresses.WithAccount)}}
                  }
                  """))}}
            }
            """
        );
    }

    static string Actor(string key) =>
        key switch
        {
            RoleKeys.Task => "The app's tasks.",
            RoleKeys.Execution => "ECS, to start the app's tasks: images, logs and secrets.",
            RoleKeys.Build => "CodeBuild, to build the images.",
            RoleKeys.Release => "CodeBuild, to run the release command as a task.",
            RoleKeys.Pipeline =>
                "CodePipeline. AWS's guide names no aws:SourceArn that CodePipeline sends when it assumes the role, so the account is the condition.",
            RoleKeys.Deploy => "CodeDeploy, to create task sets and shift traffic.",
            RoleKeys.Monitoring => "RDS, to write enhanced monitoring metrics.",
            RoleKeys.Replication =>
                "S3, to replicate objects to the second region. S3 does not name a bucket when it assumes the role, so there is no\n"
                    + "condition; only this account can configure a bucket to use the role.",
            RoleKeys.FlowLogs => "The VPC, to write flow logs.",
            RoleKeys.DatabaseRole =>
                "ECS, to start the task that creates the app's database role. Only this role can read the administrator's password.",
            RoleKeys.Rotation =>
                "The function that rotates the database password. Lambda does not name a function when it assumes the role, so there is\n"
                    + "no condition; only this account can configure a function to use the role.",
            _ => $"{key}.",
        };
}
