locals {
  # A new class restarts the database: about a minute with a standby, several without. A new major version makes it unavailable for
  # minutes, and only a backup brings the old version back: try the upgrade on a copy first.
  database_class   = "db.t4g.micro"
  database_version = "17"
}

resource "aws_db_subnet_group" "main" {
  name       = "shop-staging-db"
  subnet_ids = values(aws_subnet.data)[*].id
}

resource "aws_db_parameter_group" "main" {
  name   = "shop-staging-db-postgres${local.database_version}"
  family = "postgres${local.database_version}"

  # Rejects connections without TLS.
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }

  parameter {
    name  = "log_lock_waits"
    value = "1"
  }

  parameter {
    name  = "idle_in_transaction_session_timeout"
    value = "300000"
  }

  # A major upgrade needs the new group while the old one is still in use.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "main" {
  identifier     = "shop-staging-db"
  engine         = "postgres"
  engine_version = local.database_version
  # Without this, RDS charges about 0.10 USD per vCPU and hour from the end of the version's standard support on. With it, RDS upgrades
  # the major version then.
  engine_lifecycle_support = "open-source-rds-extended-support-disabled"

  instance_class = local.database_class

  db_name             = "shop"
  username            = "railhead_admin"
  password_wo         = jsondecode(ephemeral.aws_secretsmanager_secret_version.database_admin.secret_string).password
  password_wo_version = local.database_admin_password_version
  port                = 5432

  # RDS grows the storage up to the maximum. Terraform does not undo that.
  storage_type          = "gp3"
  allocated_storage     = 20
  max_allocated_storage = 100
  storage_encrypted     = true
  kms_key_id            = aws_kms_key.data.arn

  multi_az               = false
  db_subnet_group_name   = aws_db_subnet_group.main.name
  vpc_security_group_ids = [aws_security_group.database.id]
  publicly_accessible    = false

  # Point-in-time recovery for the last 7 days, into a new instance.
  backup_retention_period  = 7
  backup_window            = "02:00-03:00"
  copy_tags_to_snapshot    = true
  delete_automated_backups = !var.deletion_protection

  # The name contains the time of the first apply, so that it cannot collide with a snapshot of an earlier database.
  deletion_protection       = var.deletion_protection
  skip_final_snapshot       = !var.deletion_protection
  final_snapshot_identifier = "shop-staging-db-final-${formatdate("YYYYMMDDhhmm", plantimestamp())}"

  # RDS installs minor versions in the maintenance window. Other changes take effect at once: you choose the moment when you apply, and
  # a change that waits for the window would show up in every plan until then.
  maintenance_window          = "sun:03:30-sun:04:30"
  auto_minor_version_upgrade  = true
  allow_major_version_upgrade = true
  apply_immediately           = true
  parameter_group_name        = aws_db_parameter_group.main.name

  performance_insights_enabled          = true
  performance_insights_retention_period = 7
  performance_insights_kms_key_id       = aws_kms_key.data.arn
  monitoring_interval                   = 60
  monitoring_role_arn                   = aws_iam_role.monitoring.arn
  enabled_cloudwatch_logs_exports       = ["postgresql", "upgrade"]

  lifecycle {
    # Keeps the time of the first apply. AWS sets Extended Support only when it creates or restores a database.
    ignore_changes = [final_snapshot_identifier, engine_lifecycle_support]
  }

  # Without this, RDS creates the log groups itself, with no retention and no key.
  depends_on = [
    aws_cloudwatch_log_group.database_postgresql,
    aws_cloudwatch_log_group.database_upgrade,
    aws_iam_role_policy.monitoring,
  ]
}
