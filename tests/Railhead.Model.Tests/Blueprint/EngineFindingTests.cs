namespace Railhead.Model.Tests;

/// <summary>What the deployments of ECS itself do not have is a finding, and only where ECS deploys.</summary>
public class EngineFindingTests
{
    [Theory]
    [InlineData("deploy: { engine: codebuild }", "RH1608")]
    [InlineData("deploy: { engine: ecs, bake: 86401 }", "RH1609")]
    [InlineData("deploy: { engine: ecs, strategy: { linear: { percent: 2 } } }", "RH1610")]
    [InlineData("deploy: { engine: ecs }\nservice: { sticky: 60 }", "RH1611")]
    public void What_ecs_does_not_have_is_found(string blueprint, string code) =>
        Assert.Equal(code, Assert.Single(Read.Result($"{blueprint}\n").Findings, finding => finding.Severity == Severity.Error).Code);

    [Theory]
    [InlineData("deploy: { engine: ecs, bake: 86400, strategy: { linear: { percent: 3 } } }")]
    [InlineData("deploy: { engine: ecs, strategy: { linear: { minutes: 5 } } }")]
    [InlineData("deploy: { bake: 172800, strategy: { linear: { percent: 1 } } }\nservice: { sticky: 60 }")]
    public void What_the_engine_has_is_not_found(string blueprint) =>
        Assert.DoesNotContain(Read.Result($"{blueprint}\n").Findings, finding => finding.Severity == Severity.Error);
}
