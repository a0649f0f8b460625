# Terraform generates the passwords during the apply and writes them to Secrets Manager only: they are in no state and no plan. They
# consist of letters and digits, so that DATABASE_URL needs no encoding.
locals {
  # Increase this to give the administrator a new password, in Secrets Manager and RDS.
  database_admin_password_version = 1
}

# The administrator. Only the task that creates the app's role can read this secret (database_role.tf).
resource "aws_secretsmanager_secret" "database_admin" {
  name                    = "shop/staging/database-admin"
  kms_key_id              = aws_kms_key.data.arn
  recovery_window_in_days = var.deletion_protection ? 7 : 0
}

ephemeral "aws_secretsmanager_random_password" "database_admin" {
  password_length     = 32
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret_version" "database_admin" {
  secret_id                = aws_secretsmanager_secret.database_admin.id
  secret_string_wo_version = local.database_admin_password_version
  secret_string_wo = jsonencode({
    username = "railhead_admin"
    password = ephemeral.aws_secretsmanager_random_password.database_admin.random_password
  })
}

# Read back for RDS (database.tf), so that an apply that was interrupted after writing the secret continues with the same password.
ephemeral "aws_secretsmanager_secret_version" "database_admin" {
  secret_id = aws_secretsmanager_secret_version.database_admin.secret_id
}

# The app's login: one of two users, between which the rotation switches (rotation.tf).
resource "aws_secretsmanager_secret" "database" {
  name                    = "shop/staging/database"
  kms_key_id              = aws_kms_key.data.arn
  recovery_window_in_days = var.deletion_protection ? 7 : 0
}

ephemeral "aws_secretsmanager_random_password" "database" {
  password_length     = 32
  exclude_punctuation = true
}

# The initial version. The rotation writes later ones, which Terraform does not change.
resource "aws_secretsmanager_secret_version" "database" {
  secret_id                = aws_secretsmanager_secret.database.id
  secret_string_wo_version = 1
  secret_string_wo = jsonencode({
    username = "shop_a"
    password = ephemeral.aws_secretsmanager_random_password.database.random_password
    host     = aws_db_instance.main.address
    port     = tostring(aws_db_instance.main.port)
    dbname   = "shop"
  })
}

# Configuration, not secrets: the values are in the state, so that Terraform notices changes.
resource "aws_secretsmanager_secret" "storage" {
  name                    = "shop/staging/storage"
  kms_key_id              = aws_kms_key.data.arn
  recovery_window_in_days = var.deletion_protection ? 7 : 0
}

resource "aws_secretsmanager_secret_version" "storage" {
  secret_id = aws_secretsmanager_secret.storage.id
  secret_string = jsonencode({
    bucket = aws_s3_bucket.files.id
    region = local.region
  })
}

resource "aws_secretsmanager_secret" "endpoint" {
  name                    = "shop/staging/endpoint"
  kms_key_id              = aws_kms_key.data.arn
  recovery_window_in_days = var.deletion_protection ? 7 : 0
}

resource "aws_secretsmanager_secret_version" "endpoint" {
  secret_id = aws_secretsmanager_secret.endpoint.id
  secret_string = jsonencode({
    host = aws_lb.main.dns_name
  })
}
