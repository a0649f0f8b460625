using System.Globalization;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>database.tf</c>: RDS for PostgreSQL.</summary>
static class DatabaseFile
{
    /// <summary>Null: the app has no database.</summary>
    public static SynthFile? Write(Architecture architecture) =>
        architecture.Database is not { } database
            ? null
            : SynthFile.Terraform(
                "database.tf",
                Placement(database),
                Instance(database),
                Hcl.When(database.Replicas > 0, () => Replicas(database)),
                Hcl.When(database.BackupCopyRegion is not null, () => BackupCopy(database))
            );

    public static int Version(Database database) => database.Version ?? Database.DefaultVersionOnAws;

    static HclBody Placement(Database database) =>
        Hcl.Body(
            $$"""
        locals {
          # A new class restarts the database: about a minute with a standby, several without. A new major version makes it unavailable for
          # minutes, and only a backup brings the old version back: try the upgrade on a copy first.
          database_class   = {{database.Class}}
          database_version = {{Version(database).ToString(CultureInfo.InvariantCulture)}}
        }

        resource "aws_db_subnet_group" "main" {
          name       = {{database.Identifier}}
          subnet_ids = {{Addresses.SubnetIds(SubnetTier.Data)}}
        }

        resource "aws_db_parameter_group" "main" {
          name   = {{Hcl.Text($"{database.Identifier}-postgres{Hcl.Ref("local.database_version")}")}}
          family = {{Hcl.Text($"postgres{Hcl.Ref("local.database_version")}")}}

          {{Hcl.When(database.ForceTls, () => Hcl.Body($$"""
              # Rejects connections without TLS.
              parameter {
                name  = "rds.force_ssl"
                value = "1"
              }
              """))}}

          {{Hcl.Each(database.Parameters, parameter => Hcl.Body($$"""
              parameter {
                name  = {{parameter.Key}}
                value = {{parameter.Value}}
              }
              """))}}

          # A major upgrade needs the new group while the old one is still in use.
          lifecycle {
            create_before_destroy = true
          }
        }
        """
        );

    static HclBody Instance(Database database) =>
        Hcl.Body(
            $$"""
        resource "aws_db_instance" "main" {
          identifier     = {{database.Identifier}}
          engine         = "postgres"
          engine_version = local.database_version
          # Without this, RDS charges about 0.10 USD per vCPU and hour from the end of the version's standard support on. With it, RDS upgrades
          # the major version then.
          engine_lifecycle_support = {{DatabaseSupport.Off}}

          instance_class = local.database_class

          db_name             = {{database.Name}}
          username            = {{database.MasterUsername}}
          password_wo         = jsondecode(ephemeral.aws_secretsmanager_secret_version.database_admin.secret_string).password
          password_wo_version = local.database_admin_password_version
          port                = {{database.Port}}

          # RDS grows the storage up to the maximum. Terraform does not undo that.
          storage_type          = {{database.StorageType}}
          allocated_storage     = {{database.Storage}}
          {{Hcl.When(database.MaxStorage is not null, () => Hcl.Body($"max_allocated_storage = {database.MaxStorage!.Value}"))}}
          storage_encrypted     = {{database.Encrypted}}
          kms_key_id            = {{Addresses.Key(EncryptionKeys.Data)}}

          {{Hcl.When(database.MultiAz, () => Hcl.Body($"# The standby doubles the cost of instance and storage."))}}
          multi_az               = {{database.MultiAz}}
          db_subnet_group_name   = aws_db_subnet_group.main.name
          vpc_security_group_ids = [{{Addresses.SecurityGroup(database.SecurityGroup)}}]
          publicly_accessible    = false

          {{Hcl.Comment(database.PointInTimeRecovery
              ? $"Point-in-time recovery for the last {database.BackupDays} days, into a new instance."
              : "No backups: lost data cannot be restored.")}}
          backup_retention_period  = {{database.BackupDays}}
          backup_window            = {{database.BackupWindow}}
          copy_tags_to_snapshot    = true
          delete_automated_backups = !var.deletion_protection

          # The name contains the time of the first apply, so that it cannot collide with a snapshot of an earlier database.
          deletion_protection       = var.deletion_protection
          skip_final_snapshot       = {{(database.FinalSnapshot is null ? new HclExpression("!var.deletion_protection") : new HclExpression("false"))}}
          final_snapshot_identifier = {{FinalSnapshot(database)}}

          # RDS installs minor versions in the maintenance window. Other changes take effect at once: you choose the moment when you apply, and
          # a change that waits for the window would show up in every plan until then.
          maintenance_window          = {{database.MaintenanceWindow}}
          auto_minor_version_upgrade  = true
          allow_major_version_upgrade = true
          apply_immediately           = true
          parameter_group_name        = aws_db_parameter_group.main.name

          {{Monitoring(database)}}
          enabled_cloudwatch_logs_exports = {{database.Monitoring.LogExports}}

          lifecycle {
            # Keeps the time of the first apply. AWS sets Extended Support only when it creates or restores a database.
            ignore_changes = [final_snapshot_identifier, engine_lifecycle_support]
          }

          # Without this, RDS creates the log groups itself, with no retention and no key.
          depends_on = {{LogGroups(database, "database").Append(Hcl.Ref("aws_iam_role_policy.monitoring"))}}
        }
        """
        );

    static HclBody Monitoring(Database database) =>
        Hcl.Body(
            $$"""
            performance_insights_enabled          = true
            performance_insights_retention_period = {{database.Monitoring.PerformanceInsightsDays}}
            performance_insights_kms_key_id       = {{Addresses.Key(EncryptionKeys.Data)}}
            monitoring_interval                   = {{database.Monitoring.EnhancedInterval}}
            monitoring_role_arn                   = {{Addresses.Role(RoleKeys.Monitoring)}}
            """
        );

    static HclExpression FinalSnapshot(Database database) =>
        Hcl.Text(
            $"{database.FinalSnapshot ?? $"{database.Identifier}-final"}-{new HclExpression("formatdate(\"YYYYMMDDhhmm\", plantimestamp())")}"
        );

    static IEnumerable<HclExpression> LogGroups(Database database, params IEnumerable<string> servers) =>
        servers.SelectMany(server =>
            database.Monitoring.LogExports.Select(export => Hcl.Ref($"aws_cloudwatch_log_group.{Hcl.Name($"{server}-{export}")}"))
        );

    static HclBody Replicas(Database database) =>
        Hcl.Body(
            $$"""
            # Read replicas lag by seconds at most times. Each costs as much as the primary without its standby. A replica in the primary's
            # region has the primary's key: RDS refuses kms_key_id here.
            resource "aws_db_instance" "replica" {
              for_each            = toset({{database.ReplicaIdentifiers}})
              identifier          = each.key
              replicate_source_db = aws_db_instance.main.identifier
              instance_class      = local.database_class

              storage_type           = {{database.StorageType}}
              {{Hcl.When(database.MaxStorage is not null, () => Hcl.Body($"max_allocated_storage = {database.MaxStorage!.Value}"))}}
              storage_encrypted      = {{database.Encrypted}}
              vpc_security_group_ids = [{{Addresses.SecurityGroup(database.SecurityGroup)}}]
              publicly_accessible    = false

              # The primary has the backups.
              backup_retention_period = 0
              copy_tags_to_snapshot   = true
              # It has no data of its own: fewer replicas in railhead.yaml only need an apply.
              deletion_protection = false
              skip_final_snapshot = true

              maintenance_window         = {{database.MaintenanceWindow}}
              auto_minor_version_upgrade = true
              apply_immediately          = true
              parameter_group_name       = aws_db_parameter_group.main.name

              {{Monitoring(database)}}
              enabled_cloudwatch_logs_exports = {{database.Monitoring.LogExports}}

              depends_on = {{LogGroups(database, database.ReplicaIdentifiers.Select((_, i) => $"replica-{i + 1}"))}}
            }
            """
        );

    static HclBody BackupCopy(Database database) =>
        Hcl.Body(
            $$"""
            # Copies snapshots and transaction logs to the second region continuously. Losing this region loses minutes of data.
            resource "aws_db_instance_automated_backups_replication" "main" {
              provider               = aws.copy
              source_db_instance_arn = aws_db_instance.main.arn
              kms_key_id             = {{Addresses.Key(EncryptionKeys.Copy)}}
              retention_period       = {{database.BackupDays}}
            }
            """
        );
}
