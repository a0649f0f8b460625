# The app does not use the administrator: it has its own role, which owns its database. A one-off task creates the role with psql,
# inside the VPC, where the database is reachable. It gets one of two versions of the app's secret: the current one before a
# deployment (pipeline/release.yml), the pending one in a rotation (rotation.tf).
locals {
  database_role_containers = { for stage in ["AWSCURRENT", "AWSPENDING"] : stage => jsonencode([{
    name                   = "database-role"
    image                  = "public.ecr.aws/docker/library/postgres:${local.database_version}-alpine"
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
      { name = "PGSSLMODE", value = "require" },
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
        awslogs-region        = "eu-central-1"
        awslogs-stream-prefix = "role"
      }
    }
  }]) }
}

resource "aws_ecs_task_definition" "database_role" {
  family                   = "shop-production-database-role"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.database_role.arn
  container_definitions    = local.database_role_containers["AWSCURRENT"]
}

resource "aws_ecs_task_definition" "database_role_pending" {
  family                   = "shop-production-database-role-pending"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.database_role.arn
  container_definitions    = local.database_role_containers["AWSPENDING"]
}
