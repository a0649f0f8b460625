namespace Railhead.Local.Tests;

public sealed class HealthWaitTests
{
    [Theory]
    [InlineData("status 404")]
    [InlineData("status 302")]
    [InlineData("status 401")]
    public void An_answer_that_is_none_of_the_health_checks_means_another_path(string check) =>
        Assert.Equal(" The app answers, but not at /up: set health: in railhead.yaml.", HealthWait.Meaning(check, "/up"));

    [Theory]
    [InlineData("status 400")]
    [InlineData("status 403")]
    public void A_refusal_may_be_about_the_host(string check) =>
        Assert.Contains("LB_ENDPOINT", HealthWait.Meaning(check, "/up"), StringComparison.Ordinal);

    [Theory]
    [InlineData("status 500")]
    [InlineData("status 200")]
    [InlineData("connection refused")]
    [InlineData(null)]
    public void Anything_else_speaks_for_itself(string? check) => Assert.Empty(HealthWait.Meaning(check, "/up"));
}
