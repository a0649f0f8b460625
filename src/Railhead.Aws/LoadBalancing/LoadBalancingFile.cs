using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>load_balancing.tf</c>: load balancer, target groups, listeners, certificate.</summary>
static class LoadBalancingFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform(
            "load_balancing.tf",
            LoadBalancer(architecture),
            TargetGroups(architecture.LoadBalancing),
            Listeners(architecture.LoadBalancing),
            Domain(architecture.LoadBalancing)
        );

    /// <summary>The listener that users come to: CodeDeploy moves its traffic.</summary>
    public static Listener Serving(LoadBalancing balancing) =>
        balancing.Listeners.First(listener => listener.Action == ListenerAction.Forward && listener.Key != ListenerKey.Test);

    public static HclExpression ListenerArn(Listener listener) => Hcl.Ref($"aws_lb_listener.{Name(listener)}.arn");

    /// <summary>Route 53 holds the domain; without a domain nothing is encrypted between users and the load balancer.</summary>
    static HclBody LoadBalancer(Architecture architecture)
    {
        var balancing = architecture.LoadBalancing;
        return Hcl.Body(
            $$"""
            {{Hcl.When(balancing.Domain is null, () => Hcl.Comment("""
                !!! HTTP ONLY. There is no domain, so there is no certificate, and what users send can be read on its way: passwords too.
                Good enough for a first look, and for nothing else. "domain: shop.example.com" in railhead.yaml brings HTTPS.
                """))}}
            {{Hcl.Comment("""
                TLS ends here. From here to nginx it is plain HTTP, inside the VPC and from this group to that one only (security.tf): a load
                balancer checks no target's certificate, so TLS there would hide, but not prove, who answers.
                """)}}
            resource "aws_lb" "main" {
              name               = {{balancing.Name}}
              load_balancer_type = "application"
              internal           = false
              security_groups    = [{{Addresses.SecurityGroup(SecurityGroupKeys.LoadBalancer)}}]
              subnets            = {{Addresses.SubnetIds(SubnetTier.Public)}}

              enable_cross_zone_load_balancing = {{balancing.CrossZone}}
              enable_deletion_protection       = var.protect
              idle_timeout                     = {{balancing.IdleTimeout}}

              # What two servers could understand in two ways is how requests are smuggled past the first one. "defensive" refuses that, and
              # still takes what old clients get wrong without harm.
              drop_invalid_header_fields = {{balancing.DropInvalidHeaders}}
              desync_mitigation_mode     = "defensive"

              access_logs {
                enabled = true
                bucket  = {{Addresses.Bucket(balancing.AccessLogs.Bucket)}}
                prefix  = {{balancing.AccessLogs.Prefix}}
              }

              # The load balancer writes a test object before it says that its logs are on.
              depends_on = [{{Hcl.Ref($"aws_s3_bucket_policy.{Hcl.Name(balancing.AccessLogs.Bucket)}")}}]
            }
            """
        );
    }

    static HclBody TargetGroups(LoadBalancing balancing) =>
        Hcl.Body(
            $$"""
        {{Hcl.Comment("""
            Two groups: one serves, the next release comes up in the other, and CodeDeploy moves traffic between them. It finds them by name:
            renaming or replacing one leaves listeners that point nowhere.
            """)}}
        {{Hcl.Each(balancing.TargetGroups, group => Hcl.Body($$"""
            resource "aws_lb_target_group" {{group.Slot.ToString().ToLowerInvariant()}} {
              name                 = {{group.Name}}
              vpc_id               = aws_vpc.main.id
              target_type          = "ip"
              protocol             = "HTTP"
              port                 = {{group.Port}}
              deregistration_delay = {{group.DeregistrationDelay}}

              health_check {
                path                = {{balancing.HealthCheck.Path}}
                matcher             = {{balancing.HealthCheck.Matcher}}
                interval            = {{balancing.HealthCheck.Interval}}
                timeout             = {{balancing.HealthCheck.Timeout}}
                healthy_threshold   = {{balancing.HealthCheck.Healthy}}
                unhealthy_threshold = {{balancing.HealthCheck.Unhealthy}}
              }
            }
            """))}}
        """
        );

    static HclBody Listeners(LoadBalancing balancing) =>
        Hcl.Body(
            $$"""
        {{Hcl.Each(balancing.Listeners, listener => Hcl.Body($$"""
            {{Hcl.Comment(listener.Key switch
            {
                ListenerKey.Test => "New tasks before they get traffic, from inside the VPC only. CodeDeploy owns where it sends to, too.",
                _ when listener.Action == ListenerAction.RedirectToHttps => "Nobody is served without TLS.",
                _ => "From the first deployment on, CodeDeploy owns where it sends to. One that is made again later begins with blue: if green\n"
                    + "serves then, release once more.",
            })}}
            resource "aws_lb_listener" {{Name(listener)}} {
              load_balancer_arn = aws_lb.main.arn
              port              = {{listener.Port}}
              protocol          = {{(listener.Protocol == ListenerProtocol.Https ? "HTTPS" : "HTTP")}}
              {{Hcl.When(listener.TlsPolicy is not null, () => Hcl.Body($$"""
                  ssl_policy      = {{listener.TlsPolicy}}
                  certificate_arn = aws_acm_certificate_validation.main.certificate_arn
                  """))}}

              {{(listener.Action == ListenerAction.RedirectToHttps ? Redirect() : Forward())}}
            }
            """))}}
        """
        );

    static HclBody Redirect() =>
        Hcl.Body(
            $$"""
            default_action {
              type = "redirect"

              redirect {
                protocol    = "HTTPS"
                port        = "443"
                status_code = "HTTP_301"
              }
            }
            """
        );

    static HclBody Forward() =>
        Hcl.Body(
            $$"""
            default_action {
              type             = "forward"
              target_group_arn = aws_lb_target_group.blue.arn
            }

            lifecycle {
              ignore_changes = [default_action]
            }
            """
        );

    static HclBody Domain(LoadBalancing balancing) =>
        Hcl.When(
            balancing.Domain is not null,
            () =>
                Hcl.Body(
                    $$"""
                    variable "hosted_zone" {
                      description = {{$"The public zone in Route 53 that {balancing.Domain} is in: a zone of its own, or that of a domain above it. It must exist."}}
                      type        = string
                      default     = {{HostedZone.Of(balancing.Domain!)}}
                    }

                    data "aws_route53_zone" "main" {
                      name         = var.hosted_zone
                      private_zone = false
                    }

                    resource "aws_acm_certificate" "main" {
                      domain_name       = {{balancing.Domain}}
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
                      name    = {{balancing.Domain}}
                      type    = "A"

                      alias {
                        name                   = aws_lb.main.dns_name
                        zone_id                = aws_lb.main.zone_id
                        evaluate_target_health = true
                      }
                    }
                    """
                )
        );

    static string Name(Listener listener) => listener.Key.ToString().ToLowerInvariant();
}
