using System.Globalization;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>cost.tf</c>: the budget, if the blueprint has one.</summary>
static class CostFile
{
    public static IEnumerable<SynthFile> Write(Architecture architecture)
    {
        if (architecture.Cost.Budget is { } limit)
        {
            yield return SynthFile.Terraform("cost.tf", Budget(architecture, limit));
        }
    }

    static HclBody Budget(Architecture architecture, decimal limit)
    {
        var cost = architecture.Cost;
        return Hcl.Body(
            $$"""
            {{Hcl.Comment($"Stays at zero until \"{cost.BudgetTag}\" is a cost allocation tag: see cost.tf in infrastructure/account. Costs without tags, such as taxes\n"
                + "and some data transfer, are not included.")}}
            resource "aws_budgets_budget" "main" {
              name         = {{architecture.Name()}}
              budget_type  = "COST"
              limit_amount = {{limit.ToString("0.##", CultureInfo.InvariantCulture)}}
              limit_unit   = "USD"
              time_unit    = "MONTHLY"

              cost_filter {
                name   = "TagKeyValue"
                values = [{{$"user:{cost.BudgetTag}${cost.Tags[cost.BudgetTag]}"}}]
              }

              {{Hcl.Each(cost.Alerts, Alert)}}

              # AWS sends a test message to the topic when it creates the budget.
              depends_on = [aws_sns_topic_policy.alarms]
            }
            """
        );
    }

    static HclBody Alert(BudgetAlert alert) =>
        Hcl.Body(
            $$"""
            notification {
              notification_type         = {{(alert.Forecast ? "FORECASTED" : "ACTUAL")}}
              comparison_operator       = "GREATER_THAN"
              threshold                 = {{alert.Percent}}
              threshold_type            = "PERCENTAGE"
              subscriber_sns_topic_arns = [aws_sns_topic.alarms.arn]
            }
            """
        );
}
