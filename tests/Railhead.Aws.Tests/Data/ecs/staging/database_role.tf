# The task below gets the administrator's password, so its image is in a repository of its own with tags that never change, and is scanned.
resource "aws_ecr_repository" "database_role" {
  name                 = "shop/staging/database-role"
  force_delete         = !var.deletion_protection
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.data.arn
  }
}

resource "aws_ecr_lifecycle_policy" "database_role" {
  repository = aws_ecr_repository.database_role.name

  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "Keep the three newest images"
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 3 }
      action       = { type = "expire" }
    }]
  })
}

# The app does not use the administrator: it has its own role, which owns its database. A one-off task creates the role with psql,
# inside the VPC, where the database is reachable. It gets one of two versions of the app's secret: the current one before a
# deployment (pipeline/release.yml), the pending one in a rotation (rotation.tf).
locals {
  # A new Dockerfile is a new image.
  database_role_tag   = substr(filesha256("${path.module}/docker/database-role/Dockerfile"), 0, 12)
  database_role_image = "${aws_ecr_repository.database_role.repository_url}:${local.database_role_tag}"

  database_role_containers = { for stage in ["AWSCURRENT", "AWSPENDING"] : stage => jsonencode([{
    name                   = "database-role"
    image                  = local.database_role_image
    essential              = true
    user                   = "postgres"
    readonlyRootFilesystem = true
    entryPoint             = ["/bin/sh", "-c"]
    command                = [file("${path.module}/database/role.sh")]

    environment = [
      { name = "OWNER", value = "shop" },
      { name = "USERS", value = "shop_a shop_b" },
      { name = "PGHOST", value = aws_db_instance.main.address },
      { name = "PGPORT", value = tostring(aws_db_instance.main.port) },
      { name = "PGDATABASE", value = "shop" },
      { name = "PGSSLMODE", value = "verify-full" },
      { name = "PGSSLROOTCERT", value = "/etc/ssl/rds.pem" },
      { name = "PGCONNECT_TIMEOUT", value = "10" },
    ]

    secrets = [
      { name = "ADMIN_USER", valueFrom = "${aws_secretsmanager_secret.database_admin.arn}:username::" },
      { name = "ADMIN_PASSWORD", valueFrom = "${aws_secretsmanager_secret.database_admin.arn}:password::" },
      { name = "APP_USER", valueFrom = "${aws_secretsmanager_secret.database.arn}:username:${stage}:" },
      { name = "APP_PASSWORD", valueFrom = "${aws_secretsmanager_secret.database.arn}:password:${stage}:" },
    ]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.database_role.name
        awslogs-region        = local.region
        awslogs-stream-prefix = "role"
      }
    }
  }]) }
}

resource "aws_ecs_task_definition" "database_role" {
  family                   = "shop-staging-database-role"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.database_role.arn
  container_definitions    = local.database_role_containers["AWSCURRENT"]
}

resource "aws_ecs_task_definition" "database_role_pending" {
  family                   = "shop-staging-database-role-pending"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.database_role.arn
  container_definitions    = local.database_role_containers["AWSPENDING"]
}
