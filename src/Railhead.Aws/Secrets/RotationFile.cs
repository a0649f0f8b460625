using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>rotation.tf</c>: rotation of the app's database password.</summary>
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

        var script = new SynthFile(Script, Code(architecture.Pipeline.Engine));
        var written = FileMark.Apply(script);
        return
        [
            SynthFile.Terraform("rotation.tf", Schedule(rotation), Function(architecture, database, written), Permission()),
            script,
            new SynthFile(Zip, "") { Bytes = Archive.Of(Path.GetFileName(Script), written) },
        ];
    }

    /// <summary>The engines differ in how the tasks are replaced.</summary>
    static string Code(DeploymentEngine engine)
    {
        var code = Scripts.Read("rotate.py");
        return engine == DeploymentEngine.Ecs
            ? code.With("import hashlib\n", "")
                .With("codedeploy = boto3.client(\"codedeploy\")\n", "")
                .With(code.Between("def replace_tasks(", "def pause("), Scripts.Read("rotate_ecs.py"))
            : code;
    }

    static HclBody Schedule(SecretRotation rotation) =>
        Hcl.Body(
            $$"""
            # Rotates between two database users: the unused one gets a new password, and a deployment of the running release starts tasks that
            # use it. No connection is cut off, because the other user's password stays valid until the next rotation.
            resource "aws_secretsmanager_secret_rotation" "database" {
              secret_id           = aws_secretsmanager_secret.database.id
              rotation_lambda_arn = aws_lambda_function.rotation.arn
              # The initial password is new already.
              rotate_immediately = false

              # Between midnight and three o'clock UTC: the deployment that replaces the tasks keeps the pipeline waiting.
              rotation_rules {
                schedule_expression = {{string.Create(CultureInfo.InvariantCulture, $"rate({rotation.Days} days)")}}
                duration            = "3h"
              }

              # The function needs a version to start from.
              depends_on = [aws_lambda_permission.rotation, aws_secretsmanager_secret_version.database]
            }
            """
        );

    static HclBody Function(Architecture architecture, Database database, string script) =>
        Hcl.Body(
            $$"""
            # Not in the VPC, because it only calls AWS APIs. The task in database_role.tf connects to the database.
            resource "aws_lambda_function" "rotation" {
              #checkov:skip=CKV_AWS_50: One run a month writes each of its steps into its log; a trace would show no more.
              #checkov:skip=CKV_AWS_115: New accounts have ten concurrent executions, and AWS refuses to reserve one of them.
              #checkov:skip=CKV_AWS_116: Secrets Manager repeats a failed rotation, and the alarm rotation-failed reports it.
              #checkov:skip=CKV_AWS_117: It calls only AWS APIs, and needs no address in the VPC.
              #checkov:skip=CKV_AWS_272: Terraform uploads the archive with its checksum; nobody else may.
              function_name    = {{architecture.Identity.Roles.First(role => role.Key == RoleKeys.Rotation).Name}}
              description      = "Rotates the app's database password"
              role             = {{Addresses.Role(RoleKeys.Rotation)}}
              runtime          = "python3.13"
              architectures    = ["arm64"]
              handler          = "rotate.handler"
              filename         = {{Hcl.Text($"{PathModule}/{Zip}")}}
              source_code_hash = filebase64sha256({{Hcl.Text($"{PathModule}/{Zip}")}})
              kms_key_arn      = {{Addresses.Key(EncryptionKeys.Data)}}
              memory_size      = 256
              # It waits for tasks and deployments. This is Lambda's maximum.
              timeout = 900

              environment {
                variables = {
                  CLUSTER          = aws_ecs_cluster.main.name
                  SERVICE          = aws_ecs_service.main.name
                  {{(architecture.Pipeline.Engine == DeploymentEngine.Ecs
                      ? Hcl.Body($"PLACEHOLDER      = aws_ecs_task_definition.placeholder.arn")
                      : Hcl.Body($$"""
                          APPLICATION      = aws_codedeploy_app.main.name
                          DEPLOYMENT_GROUP = aws_codedeploy_deployment_group.main.deployment_group_name
                          """))}}
                  USERS            = {{string.Join(' ', database.Logins)}}
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
                  error_message = "rotate.zip does not contain the current rotation/rotate.py. Create it again (cd rotation && zip -X rotate.zip rotate.py), and put the sha256sum of rotate.py into this condition."
                }
              }

              # Without this, Lambda creates the log group itself, with no retention and no key.
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
