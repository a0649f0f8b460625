using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>logs.tf</c>: log groups, and what is counted in them.</summary>
static class LogsFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform(
            "logs.tf",
            Hcl.Comment("Made here, before their writers would make them: then lines stay for ever, and under no key of ours."),
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
              kms_key_id        = {{Addresses.Key("logs")}}
            }
            """
        );

    static string? Why(LogGroup group) =>
        group.Key == LogGroups.Insights ? "Container Insights writes to a group of this name and to no other."
        : group.Name.StartsWith("/aws/rds/", StringComparison.Ordinal) ? "RDS exports to groups of these names and to no others."
        : group.Name.StartsWith("/aws/lambda/", StringComparison.Ordinal) ? "Lambda's choice of a name."
        : null;

    static HclBody Filter(Observability observability, MetricFilter filter)
    {
        var group = observability.LogGroups.First(group => group.Name == filter.LogGroup);
        return Hcl.Body(
            $$"""
            {{Hcl.Comment(filter.Pattern.StartsWith('{')
                ? "CloudWatch takes the metrics out of lines in embedded metric format by itself. This counts the lines: none means that the app writes none."
                : "Lines that look like an error in what common frameworks write. Matching is by words and by case.")}}
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
