namespace Railhead.Cli.Tests;

public class SecretsSetCommandTests
{
    const string Serving = "1111111",
        Newer = "2222222";

    // What a new value needs until tasks have it depends on where railhead.yaml lists it and on what serves.
    [Theory]
    [InlineData(null, true, true, Newer, "The app gets it when it starts: railhead up")]
    [InlineData(null, false, null, null, "add TOKEN below \"secrets\", then deploy.")]
    [InlineData(Serving, true, true, Serving, "railhead deploy --force")]
    [InlineData(Serving, true, true, Newer, "with the next deployment: railhead deploy")]
    [InlineData(
        Serving,
        true,
        false,
        Serving,
        "Commit railhead.yaml first: a deployment takes the committed file, which does not list TOKEN. Then: railhead deploy"
    )]
    [InlineData(Serving, false, false, Serving, "add TOKEN below \"secrets\", then commit and deploy it.")]
    [InlineData(Serving, false, null, Serving, "add TOKEN below \"secrets\", then deploy.")]
    [InlineData(Serving, true, null, Newer, "with the next deployment: railhead deploy")]
    [InlineData(Serving, null, null, null, "railhead deploy --force")]
    public void The_advice_works_as_things_stand(string? serving, bool? listed, bool? committed, string? current, string end) =>
        Assert.EndsWith(
            end,
            new SecretAdvice
            {
                Name = "TOKEN",
                Environment = "local",
                Serving = serving,
                IsListed = listed,
                IsCommitted = committed,
                Current = current,
            }.ToString(),
            StringComparison.Ordinal
        );

    [Fact]
    public void Another_environment_is_named_in_the_command() =>
        Assert.EndsWith(
            "railhead up --env staging",
            new SecretAdvice { Name = "TOKEN", Environment = "staging" }.ToString(),
            StringComparison.Ordinal
        );
}
