using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The end of <c>load_balancing.tf</c>: the domain's certificate and DNS records.</summary>
static class DomainParts
{
    public static HclBody Write(LoadBalancing balancing) =>
        Hcl.When(
            balancing.Domain is not null,
            () =>
                Hcl.Body(
                    $$"""
                    variable "hosted_zone" {
                      description = {{$"Public Route 53 zone for {balancing.Domain}: the zone of the domain itself, or of a domain above it. The zone must exist."}}
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
}
