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

  # Enabling access logs writes a test object to the bucket.
  depends_on = [aws_s3_bucket_policy.access_logs]
}

# One group serves while the next release starts in the other; CodeDeploy shifts the traffic between them. It finds the groups by
# name: renaming or replacing one breaks deployments.
resource "aws_lb_target_group" "blue" {
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

# CodeDeploy manages its target group after the first deployment. If this listener is ever recreated, it points to blue:
# if green is serving then, deploy once more.
resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.main.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.blue.arn
  }

  lifecycle {
    ignore_changes = [default_action]
  }
}
