using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>database_role.tf</c>: the task that creates the app's role in the database, and its script.</summary>
static class DatabaseRoleFile
{
    public static IEnumerable<SynthFile> Write(Architecture architecture) =>
        architecture.Database is not { } database
            ? []
            :
            [
                SynthFile.Terraform("database_role.tf", Repository(database), Containers(architecture, database), Families(database)),
                Image(database),
                new SynthFile("database/role.sh", Scripts.Read("role.sh"), Executable: true),
            ];

    /// <summary>
    /// psql, and the certificate authorities of RDS: the task sends the administrator's password, so it checks the server.
    /// </summary>
    static SynthFile Image(Database database) =>
        new(
            "docker/database-role/Dockerfile",
            $"""
            # The image of the task that creates the app's role in the database (database_role.tf). pipeline/build.sh builds it once.

            {ImageParts.Certificates}FROM public.ecr.aws/docker/library/postgres:{DatabaseFile.Version(database)}-alpine
            {ImageParts.CopyCertificates}
            """
        );

    static HclBody Repository(Database database) =>
        Hcl.Body(
            $$"""
            # The task below gets the administrator's password, so its image is in a repository of its own with tags that never change, and is scanned.
            resource "aws_ecr_repository" "database_role" {
              name                 = {{database.RoleRepository}}
              force_delete         = !var.deletion_protection
              image_tag_mutability = "IMMUTABLE"

              image_scanning_configuration {
                scan_on_push = true
              }

              encryption_configuration {
                encryption_type = "KMS"
                kms_key         = {{Addresses.Key(EncryptionKeys.Data)}}
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
            """
        );

    static HclBody Containers(Architecture architecture, Database database) =>
        Hcl.Body(
            $$"""
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
                  { name = "OWNER", value = {{database.Username}} },
                  { name = "USERS", value = {{string.Join(' ', database.Logins)}} },
                  { name = "PGHOST", value = aws_db_instance.main.address },
                  { name = "PGPORT", value = tostring(aws_db_instance.main.port) },
                  { name = "PGDATABASE", value = {{database.Name}} },
                  { name = "PGSSLMODE", value = "verify-full" },
                  { name = "PGSSLROOTCERT", value = {{TasksFile.DatabaseCertificates}} },
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
                    awslogs-group         = {{Addresses.LogGroup(LogGroups.DatabaseRole)}}
                    awslogs-region        = local.region
                    awslogs-stream-prefix = "role"
                  }
                }
              }]) }
            }
            """
        );

    static HclBody Families(Database database) =>
        Hcl.Body(
            $$"""
            {{Family("database_role", database.RoleTaskFamily, "AWSCURRENT")}}

            {{Family("database_role_pending", $"{database.RoleTaskFamily}-pending", "AWSPENDING")}}
            """
        );

    static HclBody Family(string name, string family, string stage) =>
        Hcl.Body(
            $$"""
            resource "aws_ecs_task_definition" {{name}} {
              family                   = {{family}}
              requires_compatibilities = ["FARGATE"]
              network_mode             = "awsvpc"
              cpu                      = 256
              memory                   = 512
              execution_role_arn       = {{Addresses.Role(RoleKeys.DatabaseRole)}}
              container_definitions    = local.database_role_containers[{{stage}}]
            }
            """
        );
}
