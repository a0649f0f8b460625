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

# Redirects plain HTTP to HTTPS.
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

  # A domain that comes later: users are redirected when the certificate is valid and somebody listens.
  depends_on = [aws_lb_listener.https, aws_route53_record.main]
}

# CodeDeploy manages its target group after the first deployment.
resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.main.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = aws_acm_certificate_validation.main.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = local.target_groups[var.serving_target_group]
  }

  lifecycle {
    ignore_changes = [default_action]
  }

  # Users are redirected to this listener, so the way to it is open before.
  depends_on = [
    aws_vpc_security_group_ingress_rule.load_balancer_from_internet_443,
    aws_network_acl_rule.public_ingress,
  ]
}

variable "hosted_zone" {
  description = "Public Route 53 zone for shop.example.com: the zone of the domain itself, or of a domain above it. The zone must exist."
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

variable "own_certificate_record" {
  description = "Whether this environment creates the DNS record that proves the domain to ACM. A domain has one such record in an account: set false if another certificate of the domain has created it."
  type        = bool
  default     = true
}

# Keep this record: ACM needs it to renew the certificate. It is not overwritten: two owners would both delete it.
resource "aws_route53_record" "certificate" {
  for_each = { for option in aws_acm_certificate.main.domain_validation_options : option.domain_name => option if var.own_certificate_record }

  zone_id = data.aws_route53_zone.main.zone_id
  name    = each.value.resource_record_name
  type    = each.value.resource_record_type
  records = [each.value.resource_record_value]
  ttl     = 300
}

resource "aws_acm_certificate_validation" "main" {
  certificate_arn         = aws_acm_certificate.main.arn
  validation_record_fqdns = [for option in aws_acm_certificate.main.domain_validation_options : option.resource_record_name]
  depends_on              = [aws_route53_record.certificate]
}

# No AAAA record, because the VPC and therefore the load balancer have no IPv6.
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
