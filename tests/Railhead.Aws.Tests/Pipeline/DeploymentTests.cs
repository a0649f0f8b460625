namespace Railhead.Aws.Tests;

public sealed class DeploymentTests
{
    /// <summary>Alarms need minutes; without any there is nothing to wait for.</summary>
    [Theory]
    [InlineData("production", "", 10, "\"shop-production-server-errors\", \"shop-production-latency\"")]
    [InlineData("staging", "", 0, "\"shop-staging-server-errors\", \"shop-staging-latency\"")]
    [InlineData("production", "deploy: { rollback_on: [] }", 0, null)]
    [InlineData("production", "deploy: { rollback_on: [cpu] }", 10, "\"shop-production-cpu\"")]
    [InlineData("production", "deploy: { bake: 0 }", 0, "\"shop-production-server-errors\", \"shop-production-latency\"")]
    [InlineData("production", "deploy: { bake: 61 }", 2, "\"shop-production-server-errors\", \"shop-production-latency\"")]
    public void Old_tasks_stay_until_the_alarms_can_tell(string environment, string deploy, int minutes, string? alarms)
    {
        var text = DeploymentFile.Write(Blueprints.Compile($"app: shop\nstart: ./run\n{deploy}\n", environment)).Text;
        Assert.Contains($"termination_wait_time_in_minutes = {minutes}\n", text, StringComparison.Ordinal);
        Assert.Equal(alarms is not null, text.Contains("alarm_configuration", StringComparison.Ordinal));
        if (alarms is not null)
        {
            Assert.Contains($"setsubtract([{alarms}], var.ignored_rollback_alarms)", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Release_and_deployment_are_one_stage_in_this_order()
    {
        var text = PipelineFile.Write(Blueprints.Architecture("everything", "production"), AppSource.Unknown).Text;
        var stage = text.Split("  stage {").Last();
        Assert.Contains("name = \"Deploy\"", stage, StringComparison.Ordinal);
        Assert.True(
            stage.IndexOf("run_order       = 1", StringComparison.Ordinal) < stage.IndexOf("CodeDeployToECS", StringComparison.Ordinal)
        );
        Assert.True(
            stage.IndexOf("run_order       = 2", StringComparison.Ordinal) > stage.IndexOf("CodeDeployToECS", StringComparison.Ordinal)
        );
    }
}
