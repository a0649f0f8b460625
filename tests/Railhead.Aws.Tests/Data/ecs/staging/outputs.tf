output "url" {
  description = "Address of the app."
  value       = "http://${aws_lb.main.dns_name}"
}

output "load_balancer" {
  description = "DNS name of the load balancer."
  value       = aws_lb.main.dns_name
}

output "cluster" {
  description = "Name of the ECS cluster, and of the service in it."
  value       = aws_ecs_cluster.main.name
}

output "app_repository" {
  description = "Repository of the app images."
  value       = aws_ecr_repository.app.repository_url
}

output "nginx_repository" {
  description = "Repository of the nginx images."
  value       = aws_ecr_repository.nginx.repository_url
}

output "bucket_files" {
  description = "Name of the app's \"files\" bucket."
  value       = aws_s3_bucket.files.id
}

output "database" {
  description = "Address of the database. Only tasks can reach it."
  value       = aws_db_instance.main.address
}

output "pipeline" {
  description = "The pipeline in the console."
  value       = "https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/shop-staging/view"
}

output "repository" {
  description = "GitHub repository that the pipeline deploys."
  value       = var.repository
}

output "github_connection_url" {
  description = "Console page for confirming the GitHub connection."
  value       = "https://eu-west-1.console.aws.amazon.com/codesuite/settings/${local.account_id}/eu-west-1/connections"
}

output "dashboard" {
  description = "The CloudWatch dashboard."
  value       = "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#dashboards/dashboard/shop-staging"
}
