using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>firewall.tf</c>: the web application firewall, if the blueprint asks for one.</summary>
static class FirewallFile
{
    public static IEnumerable<SynthFile> Write(Architecture architecture) =>
        architecture.LoadBalancing.Firewall is { } firewall ? [SynthFile.Terraform("firewall.tf", Acl(firewall), Log())] : [];

    static HclBody Acl(Firewall firewall) =>
        Hcl.Body(
            $$"""
            # Costs 5 USD a month, 1 USD for each of the {{Hcl.Number(
                firewall.ManagedRules.Count + 1
            )}} rules, and 0.60 USD per million requests.
            resource "aws_wafv2_web_acl" "main" {
              name  = {{firewall.Name}}
              scope = "REGIONAL"

              default_action {
                allow {}
              }

              # Requests per address in five minutes. First, so that blocked requests do not reach the other rules.
              rule {
                name     = "rate"
                priority = 0

                action {
                  block {}
                }

                statement {
                  rate_based_statement {
                    limit              = {{firewall.RateLimit}}
                    aggregate_key_type = "IP"
                  }
                }

                {{Visibility($"{firewall.Name}-rate")}}
              }

              {{Hcl.Each(firewall.ManagedRules.Select((rules, i) => (rules, i + 1)), item => Managed(firewall, item.rules, item.Item2))}}

              {{Visibility(firewall.Name)}}
            }

            resource "aws_wafv2_web_acl_association" "main" {
              resource_arn = aws_lb.main.arn
              web_acl_arn  = aws_wafv2_web_acl.main.arn
            }
            """
        );

    static HclBody Managed(Firewall firewall, string rules, int priority) =>
        Hcl.Body(
            $$"""
        {{Hcl.Comment(rules switch
        {
            "AWSManagedRulesAmazonIpReputationList" => "Addresses with a history of attacks.",
            "AWSManagedRulesAnonymousIpList" => "Addresses that hide who they are, such as Tor and proxies.",
            "AWSManagedRulesKnownBadInputsRuleSet" => "Known exploits, such as Log4Shell.",
            _ => "Common attacks from the OWASP Top 10, such as cross-site scripting and path traversal.",
        })}}
        rule {
          name     = {{rules}}
          priority = {{priority}}

          override_action {
            none {}
          }

          statement {
            managed_rule_group_statement {
              vendor_name = "AWS"
              name        = {{rules}}
              {{Hcl.When(CountedRules.ContainsKey(rules), () => Hcl.Body($$"""

                  {{Hcl.Each(CountedRules[rules], CountOnly)}}
                  """))}}
            }
          }

          {{Visibility($"{firewall.Name}-{rules}")}}
        }
        """
        );

    /// <summary>Rules that would stop requests of usual clients.</summary>
    static readonly Dictionary<string, (string Name, string Why)[]> CountedRules = new(StringComparer.Ordinal)
    {
        ["AWSManagedRulesAnonymousIpList"] =
        [
            (
                "HostingProviderIPList",
                "Webhooks and monitoring come from hosting providers, AWS itself among them, so it only counts them."
            ),
        ],
        ["AWSManagedRulesCommonRuleSet"] =
        [
            ("SizeRestrictions_BODY", "This rule blocks bodies above 8 kB, which would stop most uploads, so it only counts them."),
            ("CrossSiteScripting_BODY", "Pictures and documents contain bytes that look like markup to this rule, so it only counts them."),
        ],
    };

    static HclBody Log() =>
        Hcl.Body(
            $$"""
            # Requests that a rule blocked or counted, without cookies and credentials.
            resource "aws_wafv2_web_acl_logging_configuration" "main" {
              resource_arn            = aws_wafv2_web_acl.main.arn
              log_destination_configs = [aws_cloudwatch_log_group.firewall.arn]

              redacted_fields {
                single_header {
                  name = "authorization"
                }
              }

              redacted_fields {
                single_header {
                  name = "cookie"
                }
              }

              logging_filter {
                default_behavior = "DROP"

                filter {
                  behavior    = "KEEP"
                  requirement = "MEETS_ANY"

                  condition {
                    action_condition {
                      action = "BLOCK"
                    }
                  }

                  condition {
                    action_condition {
                      action = "COUNT"
                    }
                  }
                }
              }
            }
            """
        );

    static HclBody CountOnly((string Name, string Why) rule) =>
        Hcl.Body(
            $$"""
            {{Hcl.Comment(rule.Why)}}
            rule_action_override {
              name = {{rule.Name}}

              action_to_use {
                count {}
              }
            }
            """
        );

    static HclBody Visibility(string metric) =>
        Hcl.Body(
            $$"""
            visibility_config {
              metric_name                = {{metric}}
              cloudwatch_metrics_enabled = true
              sampled_requests_enabled   = true
            }
            """
        );
}
