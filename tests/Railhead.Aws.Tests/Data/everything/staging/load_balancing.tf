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
    path                = "/health?deep=1"
    matcher             = "200-204"
    interval            = 15
    timeout             = 6
    healthy_threshold   = 3
    unhealthy_threshold = 4
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
    path                = "/health?deep=1"
    matcher             = "200-204"
    interval            = 15
    timeout             = 6
    healthy_threshold   = 3
    unhealthy_threshold = 4
  }
}

# Nobody is served without TLS.
resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.main.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

# From the first deployment on, CodeDeploy owns where it sends to. One that is made again later begins with blue: if green
# serves then, release once more.
resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.main.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = aws_acm_certificate_validation.main.certificate_arn

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
  port              = 8443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = aws_acm_certificate_validation.main.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.blue.arn
  }

  lifecycle {
    ignore_changes = [default_action]
  }
}

variable "hosted_zone" {
  description = "The public zone in Route 53 that shop.example.com is in: a zone of its own, or that of a domain above it. It must exist."
  type        = string
  default     = "example.com"
}

data "aws_route53_zone" "main" {
  name         = var.hosted_zone
  private_zone = false
}

resource "aws_acm_certificate" "main" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

# Stays for good: the certificate is renewed by it.
resource "aws_route53_record" "certificate" {
  for_each = { for option in aws_acm_certificate.main.domain_validation_options : option.domain_name => option }

  zone_id         = data.aws_route53_zone.main.zone_id
  name            = each.value.resource_record_name
  type            = each.value.resource_record_type
  records         = [each.value.resource_record_value]
  ttl             = 300
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "main" {
  certificate_arn         = aws_acm_certificate.main.arn
  validation_record_fqdns = [for record in aws_route53_record.certificate : record.fqdn]
}

# No AAAA beside it: the VPC and so the load balancer have no IPv6.
resource "aws_route53_record" "main" {
  zone_id = data.aws_route53_zone.main.zone_id
  name    = "shop.example.com"
  type    = "A"

  alias {
    name                   = aws_lb.main.dns_name
    zone_id                = aws_lb.main.zone_id
    evaluate_target_health = true
  }
}
