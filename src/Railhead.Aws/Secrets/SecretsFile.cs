using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>secrets.tf</c>: the secrets that tasks read.</summary>
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
            # Terraform generates the passwords during the apply and writes them to Secrets Manager only: they are in no state and no plan. They
            # consist of letters and digits, so that DATABASE_URL needs no encoding.
            locals {
              # Increase this to give the administrator a new password, in Secrets Manager and RDS.
              database_admin_password_version = 1
            }

            # The administrator. Only the task that creates the app's role can read this secret (database_role.tf).
            {{Container(Find(secrets, SecretKeys.DatabaseAdmin), "database_admin")}}

            {{Password("database_admin")}}

            resource "aws_secretsmanager_secret_version" "database_admin" {
              secret_id                = aws_secretsmanager_secret.database_admin.id
              secret_string_wo_version = local.database_admin_password_version
              secret_string_wo = jsonencode({
                username = {{database.MasterUsername}}
                password = ephemeral.aws_secretsmanager_random_password.database_admin.random_password
              })
            }

            # Read back for RDS (database.tf), so that an apply that was interrupted after writing the secret continues with the same password.
            ephemeral "aws_secretsmanager_secret_version" "database_admin" {
              secret_id = aws_secretsmanager_secret_version.database_admin.secret_id
            }

            # The app's login: one of two users, between which the rotation switches (rotation.tf).
            {{Container(Find(secrets, SecretKeys.Database), "database")}}

            {{Password("database")}}

            # The initial version. The rotation writes later ones, which Terraform does not change.
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

    /// <summary>Not secret: plain values, so that Terraform notices changes.</summary>
    static HclBody Configuration(Architecture architecture, IReadOnlyList<Secret> secrets) =>
        Hcl.Body(
            $$"""
            # Configuration, not secrets: the values are in the state, so that Terraform notices changes.
            {{Container(Find(secrets, SecretKeys.Storage), "storage")}}

            resource "aws_secretsmanager_secret_version" "storage" {
              secret_id = aws_secretsmanager_secret.storage.id
              secret_string = jsonencode({
                bucket = {{Addresses.Bucket("files")}}
                region = local.region
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
            # The app's own secrets. Terraform creates them without values. Set the values before the first deployment, because tasks do not start
            # while one is missing. Use a file or standard input, because other processes can see arguments:
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

    /// <summary>
    /// A deleted secret reserves its name during the recovery window. Without deletion protection there is none, so that the environment
    /// can be created again at once.
    /// </summary>
    static HclExpression Recovery(Secret secret) => new($"var.deletion_protection ? {HclLiteral.Of((decimal)secret.RecoveryDays)} : 0");

    static Secret Find(IReadOnlyList<Secret> secrets, string key) => secrets.First(secret => secret.Key == key);
}
