# !!! HTTP ONLY. There is no domain, so there is no certificate, and what users send can be read on its way: passwords too.
# Good enough for a first look, and for nothing else. "domain: shop.example.com" in railhead.yaml brings HTTPS.
# TLS ends here. From here to nginx it is plain HTTP, inside the VPC and from this group to that one only (security.tf): a load
# balancer checks no target's certificate, so TLS there would hide, but not prove, who answers.
resource "aws_lb" "main" {
  name               = "shop-staging-lb"
  load_balancer_type = "application"
  internal           = false
  security_groups    = [aws_security_group.load_balancer.id]
  subnets            = values(aws_subnet.public)[*].id

  enable_cross_zone_load_balancing = true
  enable_deletion_protection       = var.protect
  idle_timeout                     = 60

  # What two servers could understand in two ways is how requests are smuggled past the first one. "defensive" refuses that, and
  # still takes what old clients get wrong without harm.
  drop_invalid_header_fields = true
  desync_mitigation_mode     = "defensive"

  access_logs {
    enabled = true
    bucket  = aws_s3_bucket.access_logs.id
    prefix  = "lb/shop-staging"
  }

  # The load balancer writes a test object before it says that its logs are on.
  depends_on = [aws_s3_bucket_policy.access_logs]
}

# Two groups: one serves, the next release comes up in the other, and CodeDeploy moves traffic between them. It finds them by name:
# renaming or replacing one leaves listeners that point nowhere.
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

# From the first deployment on, CodeDeploy owns where it sends to. One that is made again later begins with blue: if green
# serves then, release once more.
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

# New tasks before they get traffic, from inside the VPC only. CodeDeploy owns where it sends to, too.
resource "aws_lb_listener" "test" {
  load_balancer_arn = aws_lb.main.arn
  port              = 8080
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.blue.arn
  }

  lifecycle {
    ignore_changes = [default_action]
  }
}
