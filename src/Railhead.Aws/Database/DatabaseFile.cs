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
          # One-line changes. A larger class restarts the database, with a standby within about a minute; a new major version takes it away
          # for minutes, and there is no way back but a backup: try it on a copy first.
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
              # Connections without TLS are refused.
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

          # A new version needs the new group while the old one is in use.
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
          instance_class = local.database_class

          db_name             = {{database.Name}}
          username            = {{database.MasterUsername}}
          password_wo         = jsondecode(ephemeral.aws_secretsmanager_secret_version.database_admin.secret_string).password
          password_wo_version = local.database_admin_password
          port                = {{database.Port}}

          # Storage grows by itself, up to the second figure; Terraform does not take that back.
          storage_type          = {{database.StorageType}}
          allocated_storage     = {{database.Storage}}
          max_allocated_storage = {{database.MaxStorage}}
          storage_encrypted     = {{database.Encrypted}}
          kms_key_id            = {{Addresses.Key(EncryptionKeys.Data)}}

          {{Hcl.When(database.MultiAz, () => Hcl.Body($"# The standby doubles the price of class and storage."))}}
          multi_az               = {{database.MultiAz}}
          db_subnet_group_name   = aws_db_subnet_group.main.name
          vpc_security_group_ids = [{{Addresses.SecurityGroup(database.SecurityGroup)}}]
          publicly_accessible    = false

          {{Hcl.Comment(database.PointInTimeRecovery
              ? $"Every moment of the last {database.BackupDays} days can be restored, as a new instance."
              : "No backups: what is lost is lost.")}}
          backup_retention_period  = {{database.BackupDays}}
          backup_window            = {{database.BackupWindow}}
          copy_tags_to_snapshot    = true
          delete_automated_backups = !var.protect

          # Named by when the database was made: the last snapshot of an earlier one of this name is not in the way.
          deletion_protection       = var.protect
          skip_final_snapshot       = {{(database.FinalSnapshot is null ? new HclExpression("!var.protect") : new HclExpression("false"))}}
          final_snapshot_identifier = {{FinalSnapshot(database)}}

          # Minor versions come by themselves in the window. Everything else at once: who applies chooses the moment, and a change that waited
          # for the window would be in every plan until then.
          maintenance_window          = {{database.MaintenanceWindow}}
          auto_minor_version_upgrade  = true
          allow_major_version_upgrade = true
          apply_immediately           = true
          parameter_group_name        = aws_db_parameter_group.main.name

          {{Monitoring(database)}}
          enabled_cloudwatch_logs_exports = {{database.Monitoring.LogExports}}

          lifecycle {
            # The time of the first apply, not of every plan.
            ignore_changes = [final_snapshot_identifier]
          }

          # RDS makes missing log groups itself, without retention and key.
          depends_on = {{LogGroups(database).Append(Hcl.Ref("aws_iam_role_policy.monitoring"))}}
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

    static IEnumerable<HclExpression> LogGroups(Database database) =>
        database.Monitoring.LogExports.Select(export => Hcl.Ref($"aws_cloudwatch_log_group.{Hcl.Name($"database-{export}")}"));

    static HclBody Replicas(Database database) =>
        Hcl.Body(
            $$"""
            # For reading, seconds behind. They cost as much as the first, without its standby.
            resource "aws_db_instance" "replica" {
              for_each            = toset({{database.ReplicaIdentifiers}})
              identifier          = each.key
              replicate_source_db = aws_db_instance.main.identifier
              instance_class      = local.database_class

              storage_type           = {{database.StorageType}}
              max_allocated_storage  = {{database.MaxStorage}}
              storage_encrypted      = {{database.Encrypted}}
              kms_key_id             = {{Addresses.Key(EncryptionKeys.Data)}}
              vpc_security_group_ids = [{{Addresses.SecurityGroup(database.SecurityGroup)}}]
              publicly_accessible    = false

              # The first has the backups.
              backup_retention_period = 0
              copy_tags_to_snapshot   = true
              deletion_protection     = var.protect
              skip_final_snapshot     = true

              maintenance_window         = {{database.MaintenanceWindow}}
              auto_minor_version_upgrade = true
              apply_immediately          = true
              parameter_group_name       = aws_db_parameter_group.main.name

              {{Monitoring(database)}}
            }
            """
        );

    static HclBody BackupCopy(Database database) =>
        Hcl.Body(
            $$"""
            # Snapshots and transaction logs go to the second region as they are made: what is lost with a region is minutes.
            resource "aws_db_instance_automated_backups_replication" "main" {
              provider               = aws.copy
              source_db_instance_arn = aws_db_instance.main.arn
              kms_key_id             = {{Addresses.Key(EncryptionKeys.Copy)}}
              retention_period       = {{database.BackupDays}}
            }
            """
        );
}
