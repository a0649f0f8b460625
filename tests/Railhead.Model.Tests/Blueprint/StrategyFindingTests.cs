namespace Railhead.Model.Tests;

/// <summary>The findings about <c>deploy.strategy</c>.</summary>
public class StrategyFindingTests
{
    [Theory]
    [InlineData("", "nothing is not a deployment strategy")]
    [InlineData("[canary]", "a list is not a deployment strategy")]
    [InlineData("rolling", "\"rolling\" is not a deployment strategy")]
    public void A_wrong_strategy_is_quoted_only_where_it_is_text(string strategy, string message) =>
        Assert.Equal(message, Assert.Single(Read.Result($"deploy: {{ strategy: {strategy} }}\n").Findings).Message);
}
