locals {
  # One-line changes. A larger class restarts the database, with a standby within about a minute; a new major version takes it away
  # for minutes, and there is no way back but a backup: try it on a copy first.
  database_class   = "db.t4g.micro"
  database_version = "15"
}

resource "aws_db_subnet_group" "main" {
  name       = "shop-staging-db"
  subnet_ids = values(aws_subnet.data)[*].id
}

resource "aws_db_parameter_group" "main" {
  name   = "shop-staging-db-postgres${local.database_version}"
  family = "postgres${local.database_version}"

  # Connections without TLS are refused.
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

  # A new version needs the new group while the old one is in use.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "main" {
  identifier     = "shop-staging-db"
  engine         = "postgres"
  engine_version = local.database_version
  instance_class = local.database_class

  db_name             = "shop"
  username            = "railhead_admin"
  password_wo         = jsondecode(ephemeral.aws_secretsmanager_secret_version.database_admin.secret_string).password
  password_wo_version = local.database_admin_password
  port                = 5432

  # Storage grows by itself, up to the second figure; Terraform does not take that back.
  storage_type          = "gp3"
  allocated_storage     = 20
  max_allocated_storage = 100
  storage_encrypted     = true
  kms_key_id            = aws_kms_key.data.arn

  multi_az               = false
  db_subnet_group_name   = aws_db_subnet_group.main.name
  vpc_security_group_ids = [aws_security_group.database.id]
  publicly_accessible    = false

  # Every moment of the last 7 days can be restored, as a new instance.
  backup_retention_period  = 7
  backup_window            = "02:00-03:00"
  copy_tags_to_snapshot    = true
  delete_automated_backups = !var.protect

  # Named by when the database was made: the last snapshot of an earlier one of this name is not in the way.
  deletion_protection       = var.protect
  skip_final_snapshot       = !var.protect
  final_snapshot_identifier = "shop-staging-db-final-${formatdate("YYYYMMDDhhmm", plantimestamp())}"

  # Minor versions come by themselves in the window. Everything else at once: who applies chooses the moment, and a change that waited
  # for the window would be in every plan until then.
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
    # The time of the first apply, not of every plan.
    ignore_changes = [final_snapshot_identifier]
  }

  # RDS makes missing log groups itself, without retention and key.
  depends_on = [
    aws_cloudwatch_log_group.database_postgresql,
    aws_cloudwatch_log_group.database_upgrade,
    aws_iam_role_policy.monitoring,
  ]
}
