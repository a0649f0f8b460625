using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>secrets.tf</c>: what the app is told by reference.</summary>
static class SecretsFile
{
    public static SynthFile Write(Architecture architecture)
    {
        var secrets = architecture.Secrets.All;
        return SynthFile.Terraform(
            "secrets.tf",
            Hcl.When(architecture.Database is not null, () => Passwords(architecture.Database!, secrets)),
            Configuration(architecture, secrets),
            Hcl.When(architecture.Secrets.Custom.Count > 0, () => Custom(architecture))
        );
    }

    static HclBody Passwords(Database database, IReadOnlyList<Secret> secrets) =>
        Hcl.Body(
            $$"""
            # Passwords are made while Terraform applies, go straight into Secrets Manager, and are in no state and no plan. They are letters
            # and digits, so that they stand in a DATABASE_URL as they are.
            locals {
              # Raise it, and the administrator gets a new password, in Secrets Manager and in RDS.
              database_admin_password = 1
            }

            # The administrator only makes the app's role (database_role.tf). Nothing else is given this secret.
            {{Container(Find(secrets, SecretKeys.DatabaseAdmin), "database_admin")}}

            {{Password("database_admin")}}

            resource "aws_secretsmanager_secret_version" "database_admin" {
              secret_id                = aws_secretsmanager_secret.database_admin.id
              secret_string_wo_version = local.database_admin_password
              secret_string_wo = jsonencode({
                username = {{database.MasterUsername}}
                password = ephemeral.aws_secretsmanager_random_password.database_admin.random_password
              })
            }

            # Read back for RDS (database.tf): an apply that was interrupted after the secret was written goes on with the same password.
            ephemeral "aws_secretsmanager_secret_version" "database_admin" {
              secret_id = aws_secretsmanager_secret_version.database_admin.secret_id
            }

            # What the app logs in with: one of two users that take turns (rotation.tf).
            {{Container(Find(secrets, SecretKeys.Database), "database")}}

            {{Password("database")}}

            # The first version. Later ones are the rotation's, and Terraform leaves them alone.
            resource "aws_secretsmanager_secret_version" "database" {
              secret_id                = aws_secretsmanager_secret.database.id
              secret_string_wo_version = 1
              secret_string_wo = jsonencode({
                username = {{database.Logins[0]}}
                password = ephemeral.aws_secretsmanager_random_password.database.random_password
                host     = aws_db_instance.main.address
                port     = tostring(aws_db_instance.main.port)
                dbname   = {{database.Name}}
              })
            }
            """
        );

    static HclBody Password(string name) =>
        Hcl.Body(
            $$"""
            ephemeral "aws_secretsmanager_random_password" {{name}} {
              password_length     = 32
              exclude_punctuation = true
            }
            """
        );

    /// <summary>No secrets in truth: plain values, so that Terraform sees when they change.</summary>
    static HclBody Configuration(Architecture architecture, IReadOnlyList<Secret> secrets) =>
        Hcl.Body(
            $$"""
            # Configuration rather than secrets: in the state, so that Terraform notices changes.
            {{Container(Find(secrets, SecretKeys.Storage), "storage")}}

            resource "aws_secretsmanager_secret_version" "storage" {
              secret_id = aws_secretsmanager_secret.storage.id
              secret_string = jsonencode({
                bucket = {{Addresses.Bucket("files")}}
                region = {{architecture.Network.Region}}
              })
            }

            {{Container(Find(secrets, SecretKeys.Endpoint), "endpoint")}}

            resource "aws_secretsmanager_secret_version" "endpoint" {
              secret_id = aws_secretsmanager_secret.endpoint.id
              secret_string = jsonencode({
                host = {{(architecture.LoadBalancing.Domain is { } domain ? Hcl.Text($"{domain}") : Hcl.Ref("aws_lb.main.dns_name"))}}
              })
            }
            """
        );

    static HclBody Custom(Architecture architecture)
    {
        var own = architecture.Secrets.All.Where(secret => secret.Origin == SecretOrigin.User).ToList();
        var prefix = own[0].Path[..^own[0].Key.Length];
        return Hcl.Body(
            $$"""
            # The app's own. Terraform makes the places, you set the values, before the first deployment: a task whose secret has none does not
            # start. From a file or standard input, never as an argument, which other processes can see:
            {{Hcl.Comment($"  aws secretsmanager put-secret-value --secret-id {own[0].Path} --secret-string file:///dev/stdin")}}
            resource "aws_secretsmanager_secret" "app" {
              for_each                = toset({{own.Select(secret => secret.Key)}})
              name                    = {{Hcl.Text($"{prefix}{Hcl.Ref("each.key")}")}}
              kms_key_id              = {{Addresses.Key(EncryptionKeys.Data)}}
              recovery_window_in_days = {{(
                architecture.Tier == Tier.Production ? new HclExpression(HclLiteral.Of((decimal)own[0].RecoveryDays)) : Recovery(own[0])
            )}}
            }
            """
        );
    }

    static HclBody Container(Secret secret, string name) =>
        Hcl.Body(
            $$"""
            resource "aws_secretsmanager_secret" {{name}} {
              name                    = {{secret.Path}}
              kms_key_id              = {{Addresses.Key(EncryptionKeys.Data)}}
              recovery_window_in_days = {{Recovery(secret)}}
            }
            """
        );

    /// <summary>A secret that waits for its deletion keeps its name: what is not protected can be made again at once.</summary>
    static HclExpression Recovery(Secret secret) => new($"var.protect ? {HclLiteral.Of((decimal)secret.RecoveryDays)} : 0");

    static Secret Find(IReadOnlyList<Secret> secrets, string key) => secrets.First(secret => secret.Key == key);
}
