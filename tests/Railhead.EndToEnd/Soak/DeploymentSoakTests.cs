namespace Railhead.EndToEnd;

/// <summary>Many deployments in a row; <c>./test soak</c> runs them.</summary>
public sealed class DeploymentSoakTests(TestAppEnvironment environment) : IClassFixture<TestAppEnvironment>
{
    [Fact(Explicit = true)]
    public async Task Many_deployments_in_a_row_fail_no_request_and_a_broken_one_changes_nothing()
    {
        await environment.ReadyAsync();
        var app = environment.Duo;
        using var http = new HttpClient();
        var served = await app.HeadAsync();
        await Soak.RoundsAsync(async random =>
        {
            var broken = random.Next(4) == 0;
            var keys = $"{TestAppEnvironment.DuoKeys}{(broken ? "; exit 4" : "")}";
            app.Write("railhead.yaml", AppRepository.TestBlueprint("duo", "serve", keys));
            var commit = await app.CommitAsync(broken ? "Break the release command" : "Change nothing");
            await using var load = new Load(environment.DuoUrl, ["/up", "/version"]);

            var push = await app.PushAsync();

            var report = await load.EndAsync();
            Assert.True(broken == (push.ExitCode != 0), push.Said);
            Assert.True(report.Failures.Count == 0, report.Summary);
            served = broken ? served : commit;
            Assert.Equal(served, await http.GetStringAsync($"{environment.DuoUrl}/version", TestContext.Current.CancellationToken));
            Assert.True((await app.StatusAsync()).Whole);
            return $"{(broken ? "a broken" : "a good")} deployment; {report.Gets} requests, none failed";
        });
    }
}
