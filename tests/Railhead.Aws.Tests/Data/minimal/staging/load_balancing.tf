# !!! HTTP ONLY. Without a domain there is no certificate, so everything users send, passwords included, is unencrypted.
# Use this only for a first look. Add "domain: shop.example.com" to railhead.yaml to get HTTPS.
# TLS ends here. Traffic to nginx is plain HTTP inside the VPC, and only between these two security groups (security.tf): a load
# balancer does not verify the certificates of its targets, so TLS would encrypt this part but not authenticate the target.
resource "aws_lb" "main" {
  name               = "shop-staging-lb"
  load_balancer_type = "application"
  internal           = false
  security_groups    = [aws_security_group.load_balancer.id]
  subnets            = values(aws_subnet.public)[*].id

  enable_cross_zone_load_balancing = true
  enable_deletion_protection       = var.deletion_protection
  idle_timeout                     = 60

  # Protection against request smuggling. "defensive" rejects ambiguous requests, but accepts harmless mistakes of old clients.
  drop_invalid_header_fields = true
  desync_mitigation_mode     = "defensive"

  access_logs {
    enabled = true
    bucket  = aws_s3_bucket.access_logs.id
    prefix  = "lb/shop-staging"
  }

  # Enabling access logs writes a test object to the bucket. An internet-facing load balancer needs a VPC with an internet gateway.
  depends_on = [aws_s3_bucket_policy.access_logs, aws_route.public_internet]
}

# One group serves while the next release starts in the other; CodeDeploy shifts the traffic between them. It finds the groups by
# name: renaming or replacing one breaks deployments.
variable "serving_target_group" {
  description = "Target group that serves now, blue or green: a new listener or service starts with it. \"railhead plan\" and \"railhead apply\" look it up. Without Railhead: aws ecs describe-services, taskSets, the one with status PRIMARY."
  type        = string
  default     = "blue"

  validation {
    condition     = contains(["blue", "green"], var.serving_target_group)
    error_message = "A target group is blue or green."
  }
}

locals {
  target_groups = {
    blue  = aws_lb_target_group.blue.arn
    green = aws_lb_target_group.green.arn
  }
}

resource "aws_lb_target_group" "blue" {
  #checkov:skip=CKV_AWS_378: TLS ends at the load balancer, and only it reaches nginx
  name                 = "shop-staging-blue"
  vpc_id               = aws_vpc.main.id
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = 80
  deregistration_delay = 30

  health_check {
    path                = "/up"
    matcher             = "200"
    interval            = 10
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 2
  }
}

resource "aws_lb_target_group" "green" {
  #checkov:skip=CKV_AWS_378: TLS ends at the load balancer, and only it reaches nginx
  name                 = "shop-staging-green"
  vpc_id               = aws_vpc.main.id
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = 80
  deregistration_delay = 30

  health_check {
    path                = "/up"
    matcher             = "200"
    interval            = 10
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 2
  }
}

# CodeDeploy manages its target group after the first deployment.
#trivy:ignore:AVD-AWS-0054
resource "aws_lb_listener" "http" {
  #checkov:skip=CKV_AWS_2: A certificate needs a domain, and railhead.yaml names none
  #checkov:skip=CKV_AWS_103: A certificate needs a domain, and railhead.yaml names none
  load_balancer_arn = aws_lb.main.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = local.target_groups[var.serving_target_group]
  }

  lifecycle {
    ignore_changes = [default_action]

    # Without "domain" again, this listener would go on redirecting. The secret with the address tells: it changes too.
    replace_triggered_by = [aws_secretsmanager_secret_version.endpoint]
  }
}
