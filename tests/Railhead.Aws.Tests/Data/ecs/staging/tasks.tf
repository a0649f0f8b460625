locals {
  # Environment of the app. The build replaces "set by the build" in each release.
  app_environment = {
    APP_REVISION             = "set by the build"
    AWS_REGION               = local.region
    HOME                     = "/tmp"
    HOSTNAME                 = "0.0.0.0"
    LANG                     = "C.UTF-8"
    PGSSLMODE                = "verify-full"
    PORT                     = "3000"
    PYTHONUNBUFFERED         = "1"
    RAILS_LOG_TO_STDOUT      = "1"
    RAILS_SERVE_STATIC_FILES = "1"
    TMPDIR                   = "/tmp"
  }

  # Secrets that ECS reads when a task starts: the secret's ARN and the field of its JSON.
  app_secrets = {
    RDS_DB_NAME    = "${aws_secretsmanager_secret.database.arn}:dbname::"
    RDS_USERNAME   = "${aws_secretsmanager_secret.database.arn}:username::"
    RDS_PASSWORD   = "${aws_secretsmanager_secret.database.arn}:password::"
    RDS_HOSTNAME   = "${aws_secretsmanager_secret.database.arn}:host::"
    RDS_PORT       = "${aws_secretsmanager_secret.database.arn}:port::"
    S3_BUCKET_NAME = "${aws_secretsmanager_secret.storage.arn}:bucket::"
    S3_REGION_NAME = "${aws_secretsmanager_secret.storage.arn}:region::"
    LB_ENDPOINT    = "${aws_secretsmanager_secret.endpoint.arn}:host::"
  }
}

locals {
  task_log_groups = {
    app     = aws_cloudwatch_log_group.app.name
    nginx   = aws_cloudwatch_log_group.nginx.name
    release = aws_cloudwatch_log_group.release.name
  }

  task_logs = {
    for name, group in local.task_log_groups : name => {
      logDriver = "awslogs"
      options   = { awslogs-group = group, awslogs-region = local.region, awslogs-stream-prefix = "task" }
    }
  }
}

locals {
  containers = {
    app = {
      name                   = "app"
      image                  = "set by the build"
      essential              = true
      user                   = "10001"
      readonlyRootFilesystem = true

      # ECS cannot build a URL from the fields of a secret, so the shell does. User and password contain letters, digits and "_" only.
      entryPoint = ["/bin/sh", "-c"]
      command    = ["mkdir -p /tmp/pids; export DATABASE_URL=\"postgres://$RDS_USERNAME:$RDS_PASSWORD@$RDS_HOSTNAME:$RDS_PORT/$RDS_DB_NAME?sslmode=verify-full\"; exec ./run web"]

      environment  = [for name, value in local.app_environment : { name = name, value = value }]
      secrets      = [for name, value in local.app_secrets : { name = name, valueFrom = value }]
      portMappings = [{ containerPort = 3000, protocol = "tcp" }]
      mountPoints  = [{ sourceVolume = "app-tmp", containerPath = "/tmp", readOnly = false }]
      stopTimeout  = 60

      # An init process, so that SIGTERM ends programs without a handler and zombies are reaped.
      linuxParameters = { initProcessEnabled = true }

      logConfiguration = local.task_logs.app
    }

    # Starts after the app and stops before it, so that it can finish its requests.
    nginx = {
      name                   = "nginx"
      image                  = "set by the build"
      essential              = true
      user                   = "10002"
      readonlyRootFilesystem = true
      dependsOn              = [{ containerName = "app", condition = "START" }]

      # Lets a user other than root listen on port 80.
      systemControls = [{ namespace = "net.ipv4.ip_unprivileged_port_start", value = "0" }]

      # The load balancer's health checks carry an IP address as host; nginx replaces it with the app's own name.
      secrets      = [{ name = "LB_ENDPOINT", valueFrom = local.app_secrets.LB_ENDPOINT }]
      portMappings = [{ containerPort = 80, protocol = "tcp" }]
      mountPoints  = [{ sourceVolume = "nginx-tmp", containerPath = "/tmp", readOnly = false }]
      stopTimeout  = 60

      # Only nginx itself: ECS kills a task that fails it. The load balancer asks the app, and if no task passes, it still sends requests.
      healthCheck = {
        command     = ["CMD", "curl", "--silent", "--fail", "--unix-socket", "/tmp/nginx-health.sock", "http://nginx/"]
        interval    = 10
        timeout     = 5
        retries     = 3
        startPeriod = 60
      }

      logConfiguration = local.task_logs.nginx
    }
  }
}

locals {
  task_definition = {
    family                  = "shop-staging"
    networkMode             = "awsvpc"
    requiresCompatibilities = ["FARGATE"]
    cpu                     = "256"
    memory                  = "512"
    runtimePlatform         = { cpuArchitecture = "X86_64", operatingSystemFamily = "LINUX" }
    taskRoleArn             = aws_iam_role.task.arn
    executionRoleArn        = aws_iam_role.execution.arn
    volumes                 = [{ name = "app-tmp" }, { name = "nginx-tmp" }]
    containerDefinitions    = [local.containers.app, local.containers.nginx]
  }

  # The release command, once per deployment: only the app container, because nginx would never exit.
  release_task_definition = merge(local.task_definition, {
    family = "shop-staging-release"

    containerDefinitions = [merge(local.containers.app, {
      entryPoint       = ["/bin/sh", "-euc"]
      command          = ["export DATABASE_URL=\"postgres://$RDS_USERNAME:$RDS_PASSWORD@$RDS_HOSTNAME:$RDS_PORT/$RDS_DB_NAME?sslmode=verify-full\"\n./run migrate"]
      environment      = [for variable in local.containers.app.environment : variable if variable.name != "PORT"]
      portMappings     = []
      logConfiguration = local.task_logs.release
    })]
  })
}

# Templates for the pipeline: a change takes effect with the next release, and an apply never restarts tasks. Parameter Store takes 8 kB;
# a larger template is compressed, and pipeline/build.sh reads both forms.
locals {
  # Parameter Store reads two braces as a reference to another parameter, so the second one is written as "\u007b".
  task_definition_json = replace(jsonencode(local.task_definition), "{{", "{\\u007b")
}

resource "aws_ssm_parameter" "task_definition" {
  name  = "/railhead/shop/staging/task-definition"
  type  = "String"
  tier  = "Intelligent-Tiering"
  value = length(local.task_definition_json) <= 7900 ? local.task_definition_json : base64gzip(local.task_definition_json)

  lifecycle {
    precondition {
      condition     = length(local.task_definition_json) <= 7900 || length(base64gzip(local.task_definition_json)) <= 8192
      error_message = "The task definition exceeds the 8 kB limit of Parameter Store, although it is compressed. Shorten env in railhead.yaml, or move large values into files of the app."
    }

    precondition {
      condition     = length(local.task_definition_json) <= 65536
      error_message = "The task definition exceeds the 64 kB limit of ECS. Shorten env in railhead.yaml, or move large values into files of the app."
    }
  }
}

locals {
  # Parameter Store reads two braces as a reference to another parameter, so the second one is written as "\u007b".
  release_task_definition_json = replace(jsonencode(local.release_task_definition), "{{", "{\\u007b")
}

resource "aws_ssm_parameter" "release_task_definition" {
  name  = "/railhead/shop/staging/release-task-definition"
  type  = "String"
  tier  = "Intelligent-Tiering"
  value = length(local.release_task_definition_json) <= 7900 ? local.release_task_definition_json : base64gzip(local.release_task_definition_json)

  lifecycle {
    precondition {
      condition     = length(local.release_task_definition_json) <= 7900 || length(base64gzip(local.release_task_definition_json)) <= 8192
      error_message = "The task definition exceeds the 8 kB limit of Parameter Store, although it is compressed. Shorten env in railhead.yaml, or move large values into files of the app."
    }

    precondition {
      condition     = length(local.release_task_definition_json) <= 65536
      error_message = "The task definition exceeds the 64 kB limit of ECS. Shorten env in railhead.yaml, or move large values into files of the app."
    }
  }
}

# The service needs a task definition before the first release, when the repositories are still empty. This one uses the same
# containers, ports, roles and network, but a public image that answers every request, and no secrets, which may not have values yet.
resource "aws_ecs_task_definition" "placeholder" {
  family                   = local.task_definition.family
  network_mode             = local.task_definition.networkMode
  requires_compatibilities = local.task_definition.requiresCompatibilities
  cpu                      = local.task_definition.cpu
  memory                   = local.task_definition.memory
  task_role_arn            = aws_iam_role.task.arn
  execution_role_arn       = aws_iam_role.execution.arn

  runtime_platform {
    cpu_architecture        = local.task_definition.runtimePlatform.cpuArchitecture
    operating_system_family = local.task_definition.runtimePlatform.operatingSystemFamily
  }

  dynamic "volume" {
    for_each = local.task_definition.volumes

    content {
      name = volume.value.name
    }
  }

  container_definitions = jsonencode([for container in local.task_definition.containerDefinitions : merge(
    { for name, value in container : name => value if !contains(["secrets", "environment", "healthCheck"], name) },
    {
      image      = "public.ecr.aws/docker/library/python:3.13-alpine"
      entryPoint = ["python3", "-c", file("${path.module}/docker/placeholder/server.py")]
      command    = [tostring(container.portMappings[0].containerPort), "200"]
    }
  )])
}
