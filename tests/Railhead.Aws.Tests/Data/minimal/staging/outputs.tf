output "url" {
  description = "Where clients find the app."
  value       = "http://${aws_lb.main.dns_name}"
}

output "load_balancer" {
  description = "DNS name of the load balancer."
  value       = aws_lb.main.dns_name
}

output "cluster" {
  description = "ECS cluster, and the service in it."
  value       = aws_ecs_cluster.main.name
}

output "app_repository" {
  description = "Where the pipeline pushes images of app."
  value       = aws_ecr_repository.app.repository_url
}

output "nginx_repository" {
  description = "Where the pipeline pushes images of nginx."
  value       = aws_ecr_repository.nginx.repository_url
}

output "bucket_files" {
  description = "The app's bucket \"files\"."
  value       = aws_s3_bucket.files.id
}

output "database" {
  description = "Address of the database, reachable from tasks only."
  value       = aws_db_instance.main.address
}

output "pipeline" {
  description = "What a push does, step by step."
  value       = "https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/shop-staging/view"
}

output "repository" {
  description = "Where the pipeline takes the code from."
  value       = var.repository
}

output "github_connection_status" {
  description = "PENDING until a person confirms it in the console."
  value       = aws_codestarconnections_connection.github.connection_status
}

output "github_connection_url" {
  description = "Where to confirm it."
  value       = "https://eu-west-1.console.aws.amazon.com/codesuite/settings/${local.account_id}/eu-west-1/connections"
}

output "dashboard" {
  description = "The system at a glance."
  value       = "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#dashboards/dashboard/shop-staging"
}
