using System.Text.RegularExpressions;

namespace Railhead.Aws.Tests;

public sealed partial class ObservabilityTests
{
    [Theory]
    [MemberData(nameof(Blueprints.All), MemberType = typeof(Blueprints))]
    public void Nothing_that_only_terraform_knows_is_left_open(string blueprint, string environment)
    {
        var architecture = Blueprints.Architecture(blueprint, environment);
        foreach (var file in new[] { AlarmsFile.Write(architecture), DashboardFile.Write(architecture) })
        {
            Assert.Contains("aws_lb.main.arn_suffix", file.Text, StringComparison.Ordinal);
            Assert.Contains("aws_lb_target_group.blue.arn_suffix", file.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch(Placeholder(), file.Text);
        }
    }

    [Fact]
    public void The_dashboard_shows_every_nat_gateway()
    {
        var text = DashboardFile.Write(Blueprints.Architecture("everything", "production")).Text;
        Assert.All(
            new[] { "a", "b", "c" },
            zone => Assert.Contains($"\"NatGatewayId\", aws_nat_gateway.main[\"eu-central-1{zone}\"].id", text, StringComparison.Ordinal)
        );
    }

    /// <summary>A name that is not in the event leaves a hole in the sentence; a quote would end it.</summary>
    [Theory]
    [MemberData(nameof(Blueprints.All), MemberType = typeof(Blueprints))]
    public void Every_value_of_a_sentence_is_taken_from_its_event(string blueprint, string environment)
    {
        var architecture = Blueprints.Architecture(blueprint, environment);
        foreach (var notification in architecture.Observability.Events)
        {
            var text = EventTexts.Of(architecture, notification.Event);
            Assert.Equal(
                text.Values.Keys.Order(),
                ValueInSentence().Matches(text.Message).Select(match => match.Groups[1].Value).Distinct().Order()
            );
            Assert.DoesNotContain('"', text.Message);
        }
    }

    [Fact]
    public void An_alarm_that_nobody_is_to_hear_of_has_no_actions()
    {
        var all = Blueprints.Architecture("minimal", "staging");
        var silent = all with
        {
            Observability = all.Observability with { Alarms = [.. all.Observability.Alarms.Where(alarm => !alarm.Notifies)] },
        };
        Assert.NotEmpty(silent.Observability.Alarms);
        Assert.Contains("aws_sns_topic", AlarmsFile.Write(all).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("aws_sns_topic", AlarmsFile.Write(silent).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_blueprint_with_a_budget_has_one()
    {
        Assert.Empty(CostFile.Write(Blueprints.Architecture("minimal", "production")));
        var budget = Assert.Single(CostFile.Write(Blueprints.Architecture("everything", "production")));
        Assert.Contains("limit_amount = \"1500\"", budget.Text, StringComparison.Ordinal);
    }

    [GeneratedRegex("\"\\{[a-z:-]+\\}\"|\\{account\\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("<([a-z]+)>")]
    private static partial Regex ValueInSentence();
}
