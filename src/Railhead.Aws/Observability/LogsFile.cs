using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>logs.tf</c>: log groups and metric filters.</summary>
static class LogsFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform(
            "logs.tf",
            Hcl.Comment(
                "Terraform creates the log groups before the services do: those they create themselves have no retention and no key."
            ),
            Hcl.Each(
                architecture.Observability.LogGroups.DistinctBy(Why),
                first =>
                    Hcl.Each(
                        architecture.Observability.LogGroups.Where(group => Why(group) == Why(first)),
                        group => Group(group, group == first)
                    )
            ),
            Hcl.Each(architecture.Observability.MetricFilters, filter => Filter(architecture.Observability, filter))
        );

    static HclBody Group(LogGroup group, bool first) =>
        Hcl.Body(
            $$"""
            {{Hcl.When(first && Why(group) is not null, () => Hcl.Comment(Why(group)!))}}
            resource "aws_cloudwatch_log_group" {{Hcl.Name(group.Key)}} {
              name              = {{group.Name}}
              retention_in_days = {{group.RetentionDays}}
              kms_key_id        = {{Addresses.Key(EncryptionKeys.Logs)}}
            }
            """
        );

    static string? Why(LogGroup group) =>
        group.Key == LogGroups.Insights ? "Container Insights only writes to a group of this name."
        : group.Name.StartsWith("/aws/rds/", StringComparison.Ordinal) ? "RDS only exports to groups of these names."
        : group.Key == LogGroups.Firewall ? "WAF only writes to groups with this prefix."
        : group.Name.StartsWith("/aws/events/", StringComparison.Ordinal) ? "EventBridge writes to groups with this prefix."
        : group.Name.StartsWith("/aws/lambda/", StringComparison.Ordinal) ? "Lambda only writes to a group of this name."
        : null;

    static HclBody Filter(Observability observability, MetricFilter filter)
    {
        var group = observability.LogGroups.First(group => group.Name == filter.LogGroup);
        return Hcl.Body(
            $$"""
            {{Hcl.Comment(filter.Pattern.StartsWith('{')
                ? "CloudWatch extracts metrics in embedded metric format by itself. This counts such lines, to show whether the app writes any."
                : "Lines that look like errors in the logs of common frameworks. The match is by word and case-sensitive.")}}
            resource "aws_cloudwatch_log_metric_filter" {{Hcl.Name(filter.Key)}} {
              name           = {{filter.Name}}
              log_group_name = {{Addresses.LogGroup(group.Key)}}
              pattern        = {{filter.Pattern}}

              metric_transformation {
                namespace     = {{filter.Namespace}}
                name          = {{filter.Metric}}
                value         = "1"
                default_value = "0"
                unit          = "Count"
              }
            }
            """
        );
    }
}
