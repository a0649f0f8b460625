using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>load_balancing.tf</c>: load balancer, target groups, listeners, certificate, DNS.</summary>
static class LoadBalancingFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform(
            FileName,
            LoadBalancer(architecture),
            TargetGroups(architecture.LoadBalancing, architecture.Pipeline.Engine),
            Listeners(architecture.LoadBalancing, architecture.Pipeline.Engine),
            Hcl.When(architecture.Pipeline.Engine == DeploymentEngine.Ecs, () => ProductionRule.Write(architecture.LoadBalancing)),
            DomainParts.Write(architecture.LoadBalancing)
        );

    public const string FileName = "load_balancing.tf";

    /// <summary>The variable with the target group that serves.</summary>
    public const string ServingGroup = "serving_target_group";

    public static HclExpression ServingArn { get; } = new($"local.target_groups[var.{ServingGroup}]");

    const string ServingOfCodeDeploy =
        "Target group that serves now, blue or green: a new listener or service starts with it. \"railhead plan\" and "
        + "\"railhead apply\" look it up. Without Railhead: aws ecs describe-services, taskSets, the one with status PRIMARY.";

    const string ServingOfEcs =
        "Target group that serves now, blue or green: a new rule of a listener starts with it. \"railhead plan\" and "
        + "\"railhead apply\" look it up. Without Railhead: aws elbv2 describe-rules, the group with weight 100.";

    /// <summary>The listener of the users' traffic.</summary>
    public static Listener Serving(LoadBalancing balancing) =>
        balancing.Listeners.First(listener => listener.Action == ListenerAction.Forward);

    public static HclExpression ListenerArn(Listener listener) => Hcl.Ref($"aws_lb_listener.{Name(listener)}.arn");

    static HclBody LoadBalancer(Architecture architecture)
    {
        var balancing = architecture.LoadBalancing;
        return Hcl.Body(
            $$"""
            {{Hcl.When(balancing.Domain is null, () => Hcl.Comment("""
                !!! HTTP ONLY. Without a domain there is no certificate, so everything users send, passwords included, is unencrypted.
                Use this only for a first look. Add "domain: shop.example.com" to railhead.yaml to get HTTPS.
                """))}}
            {{Hcl.Comment("""
                TLS ends here. Traffic to nginx is plain HTTP inside the VPC, and only between these two security groups (security.tf): a load
                balancer does not verify the certificates of its targets, so TLS would encrypt this part but not authenticate the target.
                """)}}
            resource "aws_lb" "main" {
              name               = {{balancing.Name}}
              load_balancer_type = "application"
              internal           = false
              security_groups    = [{{Addresses.SecurityGroup(SecurityGroupKeys.LoadBalancer)}}]
              subnets            = {{Addresses.SubnetIds(SubnetTier.Public)}}

              enable_cross_zone_load_balancing = {{balancing.CrossZone}}
              enable_deletion_protection       = var.deletion_protection
              idle_timeout                     = {{balancing.IdleTimeout}}

              # Protection against request smuggling. "defensive" rejects ambiguous requests, but accepts harmless mistakes of old clients.
              drop_invalid_header_fields = {{balancing.DropInvalidHeaders}}
              desync_mitigation_mode     = "defensive"

              access_logs {
                enabled = true
                bucket  = {{Addresses.Bucket(balancing.AccessLogs.Bucket)}}
                prefix  = {{balancing.AccessLogs.Prefix}}
              }

              # Enabling access logs writes a test object to the bucket. An internet-facing load balancer needs a VPC with an internet gateway.
              depends_on = [{{Hcl.Ref($"aws_s3_bucket_policy.{Hcl.Name(balancing.AccessLogs.Bucket)}")}}, aws_route.public_internet]
            }
            """
        );
    }

    static HclBody TargetGroups(LoadBalancing balancing, DeploymentEngine engine) =>
        Hcl.Body(
            $$"""
        {{Hcl.Comment(engine == DeploymentEngine.Ecs ? """
            One group serves while the next release starts in the other; ECS shifts the traffic between them. Replacing one breaks
            deployments.
            """ : """
            One group serves while the next release starts in the other; CodeDeploy shifts the traffic between them. It finds the groups by
            name: renaming or replacing one breaks deployments.
            """)}}
        variable {{ServingGroup}} {
          description = {{(engine == DeploymentEngine.Ecs ? ServingOfEcs : ServingOfCodeDeploy)}}
          type        = string
          default     = {{Hcl.Name(TargetGroupKey.Blue)}}

          validation {
            condition     = contains(["blue", "green"], var.{{Hcl.Identifier(ServingGroup)}})
            error_message = "A target group is blue or green."
          }
        }

        locals {
          target_groups = {
            {{Hcl.Each(balancing.TargetGroups, group => Hcl.Body(
                $"{Hcl.Identifier(Hcl.Name(group.Key))} = {Hcl.Ref($"aws_lb_target_group.{Hcl.Name(group.Key)}.arn")}"), apart: false)}}
          }
        }

        {{Hcl.Each(balancing.TargetGroups, group => Hcl.Body($$"""
            resource "aws_lb_target_group" {{Hcl.Name(group.Key)}} {
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

              {{Hcl.When(balancing.StickySeconds is not null, () => Hcl.Body($$"""
                  stickiness {
                    type            = "lb_cookie"
                    cookie_duration = {{balancing.StickySeconds!.Value}}
                  }
                  """))}}
            }
            """))}}
        """
        );

    static HclBody Listeners(LoadBalancing balancing, DeploymentEngine engine) =>
        Hcl.Body(
            $$"""
        {{Hcl.Each(balancing.Listeners, listener => Hcl.Body($$"""
            {{Hcl.Comment(
                listener.Action == ListenerAction.RedirectToHttps
                    ? "Redirects plain HTTP to HTTPS."
                    : engine == DeploymentEngine.Ecs
                        ? "The rule below takes all traffic."
                        : "CodeDeploy manages its target group after the first deployment."
            )}}
            resource "aws_lb_listener" {{Name(listener)}} {
              load_balancer_arn = aws_lb.main.arn
              port              = {{listener.Port}}
              protocol          = {{(listener.Protocol == ListenerProtocol.Https ? "HTTPS" : "HTTP")}}
              {{Hcl.When(listener.TlsPolicy is not null, () => Hcl.Body($$"""
                  ssl_policy      = {{listener.TlsPolicy}}
                  certificate_arn = aws_acm_certificate_validation.main.certificate_arn
                  """))}}
              {{Hcl.When(balancing.Hsts && listener.TlsPolicy is not null, () => Hcl.Body($$"""

                  # A year, in which browsers refuse HTTP for this name.
                  routing_http_response_strict_transport_security_header_value = "max-age=31536000"
                  """))}}

              {{(listener.Action == ListenerAction.RedirectToHttps ? Redirect(Serving(balancing)) : Forward(listener))}}
            }
            """))}}
        """
        );

    static HclBody Redirect(Listener target) =>
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

            # A domain that comes later: users are redirected when the certificate is valid and somebody listens.
            depends_on = [{{Hcl.Ref($"aws_lb_listener.{Name(target)}")}}, aws_route53_record.main]
            """
        );

    static HclBody Forward(Listener listener) =>
        Hcl.Body(
            $$"""
            default_action {
              type             = "forward"
              target_group_arn = {{ServingArn}}
            }

            lifecycle {
              ignore_changes = [default_action]
              {{Hcl.When(listener.TlsPolicy is null, () => Hcl.Body($$"""

                  # Without "domain" again, this listener would go on redirecting. The secret with the address tells: it changes too.
                  replace_triggered_by = [aws_secretsmanager_secret_version.endpoint]
                  """))}}
            }
            {{Hcl.When(listener.TlsPolicy is not null, () => Hcl.Body($$"""

                # Users are redirected to this listener, so the way to it is open before.
                depends_on = [
                  {{Hcl.Ref($"aws_vpc_security_group_ingress_rule.load_balancer_from_internet_{listener.Port}")}},
                  aws_network_acl_rule.public_ingress,
                ]
                """))}}
            """
        );

    static string Name(Listener listener) => Hcl.Name(listener.Key);
}
