using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>identity.tf</c>: a role per actor, and what it may do.</summary>
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

                {{Hcl.When(role.SourceArn is not null, () => Hcl.Body($$"""
                    condition {
                      test     = "StringEquals"
                      variable = "aws:SourceAccount"
                      values   = [{{Addresses.AccountId}}]
                    }

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
            RoleKeys.Task => "The app.",
            RoleKeys.Execution => "ECS, starting a task of the app: its images, logs and secrets.",
            RoleKeys.Build => "CodeBuild: images.",
            RoleKeys.Release => "CodeBuild: the release command, as a task.",
            RoleKeys.Pipeline => "CodePipeline.",
            RoleKeys.Deploy => "CodeDeploy: new task sets, and the traffic to them.",
            RoleKeys.Monitoring => "RDS, writing what its operating system measures.",
            RoleKeys.Replication =>
                "S3, copying objects to the second region. It names no bucket when it takes the role; only buckets of this account\n"
                    + "can be given it.",
            RoleKeys.FlowLogs => "The VPC, writing flow logs.",
            RoleKeys.DatabaseRole =>
                "ECS, starting the task that makes the app's role in the database: nobody else reads the administrator's password.",
            RoleKeys.Rotation =>
                "The function that rotates the database's password. Lambda names no function when it takes the role; only functions of\n"
                    + "this account can be given it.",
            _ => $"{key}.",
        };
}
