# Passwords are made while Terraform applies, go straight into Secrets Manager, and are in no state and no plan. They are letters
# and digits, so that they stand in a DATABASE_URL as they are.
locals {
  # Raise it, and the administrator gets a new password, in Secrets Manager and in RDS.
  database_admin_password = 1
}

# The administrator only makes the app's role (database_role.tf). Nothing else is given this secret.
resource "aws_secretsmanager_secret" "database_admin" {
  name                    = "shop/production/database-admin"
  kms_key_id              = aws_kms_key.data.arn
  recovery_window_in_days = var.protect ? 30 : 0
}

ephemeral "aws_secretsmanager_random_password" "database_admin" {
  password_length     = 32
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret_version" "database_admin" {
  secret_id                = aws_secretsmanager_secret.database_admin.id
  secret_string_wo_version = local.database_admin_password
  secret_string_wo = jsonencode({
    username = "railhead_admin"
    password = ephemeral.aws_secretsmanager_random_password.database_admin.random_password
  })
}

# Read back for RDS (database.tf): an apply that was interrupted after the secret was written goes on with the same password.
ephemeral "aws_secretsmanager_secret_version" "database_admin" {
  secret_id = aws_secretsmanager_secret_version.database_admin.secret_id
}

# What the app logs in with: one of two users that take turns (rotation.tf).
resource "aws_secretsmanager_secret" "database" {
  name                    = "shop/production/database"
  kms_key_id              = aws_kms_key.data.arn
  recovery_window_in_days = var.protect ? 30 : 0
}

ephemeral "aws_secretsmanager_random_password" "database" {
  password_length     = 32
  exclude_punctuation = true
}

# The first version. Later ones are the rotation's, and Terraform leaves them alone.
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

# Configuration rather than secrets: in the state, so that Terraform notices changes.
resource "aws_secretsmanager_secret" "storage" {
  name                    = "shop/production/storage"
  kms_key_id              = aws_kms_key.data.arn
  recovery_window_in_days = var.protect ? 30 : 0
}

resource "aws_secretsmanager_secret_version" "storage" {
  secret_id = aws_secretsmanager_secret.storage.id
  secret_string = jsonencode({
    bucket = aws_s3_bucket.files.id
    region = "eu-west-1"
  })
}

resource "aws_secretsmanager_secret" "endpoint" {
  name                    = "shop/production/endpoint"
  kms_key_id              = aws_kms_key.data.arn
  recovery_window_in_days = var.protect ? 30 : 0
}

resource "aws_secretsmanager_secret_version" "endpoint" {
  secret_id = aws_secretsmanager_secret.endpoint.id
  secret_string = jsonencode({
    host = "shop.example.com"
  })
}

# The app's own. Terraform makes the places, you set the values, before the first deployment: a task whose secret has none does not
# start. From a file or standard input, never as an argument, which other processes can see:
#   aws secretsmanager put-secret-value --secret-id shop/production/app/SECRET_KEY_BASE --secret-string file:///dev/stdin
resource "aws_secretsmanager_secret" "app" {
  for_each                = toset(["SECRET_KEY_BASE"])
  name                    = "shop/production/app/${each.key}"
  kms_key_id              = aws_kms_key.data.arn
  recovery_window_in_days = 30
}
