using System.Security.Cryptography;
using System.Text;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>rotation.tf</c>: new passwords for the app, and the function that makes them.</summary>
static class RotationFile
{
    const string Script = "rotation/rotate.py";
    const string Zip = "rotation/rotate.zip";

    public static IEnumerable<SynthFile> Write(Architecture architecture)
    {
        var secret = architecture.Secrets.All.FirstOrDefault(secret => secret.Key == SecretKeys.Database);
        if (architecture.Database is not { } database || secret?.Rotation is not { } rotation)
        {
            return [];
        }

        var script = new SynthFile(Script, Scripts.Read("rotate.py"));
        var written = FileMark.Apply(script);
        return
        [
            SynthFile.Terraform("rotation.tf", Schedule(rotation), Function(architecture, database, written), Permission()),
            script,
            new SynthFile(Zip, "") { Bytes = Archive.Of(Path.GetFileName(Script), written) },
        ];
    }

    static HclBody Schedule(SecretRotation rotation) =>
        Hcl.Body(
            $$"""
            # Two database users take turns: the one that is not in use gets a new password and is the next one that tasks are given, and a
            # deployment of what runs replaces the tasks. Nobody is cut off, and the old password works until the next turn.
            resource "aws_secretsmanager_secret_rotation" "database" {
              secret_id           = aws_secretsmanager_secret_version.database.secret_id
              rotation_lambda_arn = aws_lambda_function.rotation.arn
              # The first password is new as it is.
              rotate_immediately = false

              rotation_rules {
                automatically_after_days = {{rotation.Days}}
              }

              depends_on = [aws_lambda_permission.rotation]
            }
            """
        );

    static HclBody Function(Architecture architecture, Database database, string script) =>
        Hcl.Body(
            $$"""
            # Outside the VPC: it asks AWS's services only. The task of database_role.tf speaks to the database.
            resource "aws_lambda_function" "rotation" {
              function_name    = {{architecture.Identity.Roles.First(role => role.Key == RoleKeys.Rotation).Name}}
              description      = "Gives the app a new database password"
              role             = {{Addresses.Role(RoleKeys.Rotation)}}
              runtime          = "python3.13"
              architectures    = ["arm64"]
              handler          = "rotate.handler"
              filename         = {{Hcl.Text($"{PathModule}/{Zip}")}}
              source_code_hash = filebase64sha256({{Hcl.Text($"{PathModule}/{Zip}")}})
              memory_size      = 256
              # It waits for tasks and deployments; Lambda gives no more.
              timeout = 900

              environment {
                variables = {
                  CLUSTER          = {{architecture.Services.Cluster}}
                  SERVICE          = {{architecture.Services.Name}}
                  APPLICATION      = {{architecture.Pipeline.Name}}
                  DEPLOYMENT_GROUP = {{architecture.Pipeline.Name}}
                  OWNER            = {{database.Username}}
                  TASK_FAMILY      = aws_ecs_task_definition.database_role_pending.family
                  SUBNETS          = join(",", {{Addresses.SubnetIds(SubnetTier.App)}})
                  SECURITY_GROUP   = {{Addresses.SecurityGroup(SecurityGroupKeys.Tasks)}}
                }
              }

              lifecycle {
                precondition {
                  condition     = filesha256({{Hcl.Text($"{PathModule}/{Script}")}}) == {{Convert.ToHexStringLower(
                SHA256.HashData(Encoding.UTF8.GetBytes(script))
            )}}
                  error_message = "rotate.zip does not hold rotation/rotate.py as it is now. Zip it (cd rotation && zip -X rotate.zip rotate.py) and write its sha256sum into this condition."
                }
              }

              # Lambda makes a missing log group itself, without retention and key.
              depends_on = [aws_iam_role_policy.rotation, aws_cloudwatch_log_group.rotation]
            }
            """
        );

    static HclBody Permission() =>
        Hcl.Body(
            $$"""
            resource "aws_lambda_permission" "rotation" {
              function_name  = aws_lambda_function.rotation.function_name
              action         = "lambda:InvokeFunction"
              principal      = "secretsmanager.amazonaws.com"
              source_account = {{Addresses.AccountId}}
              source_arn     = aws_secretsmanager_secret.database.arn
            }
            """
        );

    static HclExpression PathModule { get; } = Hcl.Ref("path.module");
}
