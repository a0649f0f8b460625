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
