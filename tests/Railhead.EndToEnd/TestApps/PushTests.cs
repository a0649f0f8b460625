namespace Railhead.EndToEnd;

/// <summary>What happens to what is pushed.</summary>
[Collection("test apps")]
public sealed class PushTests(TestAppEnvironment environment)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    AppRepository App => environment.Duo;

    [Fact]
    public async Task A_failing_release_command_refuses_the_push_with_its_own_words() =>
        await RefusedAsync("release: echo the schema is locked >&2; exit 9", "serve", "the schema is locked");

    [Fact]
    public async Task An_app_that_exits_at_once_refuses_the_push_with_its_last_words() =>
        await RefusedAsync("", "exits", "flux compensator");

    [Fact]
    public async Task An_app_that_never_turns_healthy_refuses_the_push_and_one_that_never_listens_the_first_up()
    {
        // Both at once: each takes as long as Railhead waits for an app to get ready, which is a minute.
        await environment.ReadyAsync();
        const string small = "database: none\nservice: { desired: 1, min: 1, max: 1 }";
        var mute = await environment.Sandbox.AddTestAppAsync("mute", "never-listens", small);
        var first = mute.RailheadAsync("up");
        await RefusedAsync("", "unhealthy", "/up");
        var up = (await first).FailedWith(1);
        Assert.Contains("busy with something else", up.Error + up.Output, StringComparison.Ordinal);

        mute.Write("railhead.yaml", AppRepository.TestBlueprint("mute", more: small));
        var commit = await mute.CommitAsync("Listen");
        var status = await mute.UpAsync();
        Assert.True(status.Whole);
        Assert.Equal(commit, status.Revision);
    }

    async Task RefusedAsync(string keys, string mode, string reason)
    {
        await environment.ReadyAsync();
        var good = await App.HeadAsync();
        var served = await VersionAsync();
        App.Write("railhead.yaml", AppRepository.TestBlueprint("duo", mode, $"database: none\n{keys}"));
        await App.CommitAsync($"Try {mode}");

        await using var load = new Load(environment.DuoUrl, ["/version"]);
        var pushed = await App.PushAsync();
        var report = await load.EndAsync();
        await App.GitAsync("reset", "-q", "--hard", good);

        Assert.True(pushed.ExitCode != 0, pushed.Said);
        Assert.Contains(reason, pushed.Error, StringComparison.Ordinal);
        Assert.True(report.Failures.Count == 0, report.Summary);
        Assert.Equal([served], report.Bodies);
        Assert.Equal(good, await App.RemoteHeadAsync());
        var status = await App.StatusAsync();
        Assert.Equal(served, status.Revision);
        Assert.Equal("failed", status.Deployment!.Status);
        Assert.False(string.IsNullOrEmpty(status.Deployment.Reason));
        Assert.True(status.Whole);
    }

    [Fact]
    public async Task A_bad_blueprint_refuses_the_push_and_says_where()
    {
        await environment.ReadyAsync();
        var good = await App.HeadAsync();
        App.Write("railhead.yaml", "app: duo\nstart: ./program/TestApp\nhelth: /up\n");
        await App.CommitAsync("Mistype");
        var pushed = await App.PushAsync();
        await App.GitAsync("reset", "-q", "--hard", good);

        Assert.True(pushed.ExitCode != 0, pushed.Said);
        Assert.Contains("railhead.yaml:3:1", pushed.Error, StringComparison.Ordinal);
        Assert.Contains("helth", pushed.Error, StringComparison.Ordinal);
        Assert.Equal(good, await App.RemoteHeadAsync());
    }

    [Fact]
    public async Task A_commit_without_a_blueprint_is_refused()
    {
        await environment.ReadyAsync();
        var good = await App.HeadAsync();
        File.Delete(Path.Combine(App.Folder, "railhead.yaml"));
        await App.CommitAsync("Lose the blueprint");
        var pushed = await App.PushAsync();
        await App.GitAsync("reset", "-q", "--hard", good);

        Assert.True(pushed.ExitCode != 0, pushed.Said);
        Assert.Contains("railhead.yaml", pushed.Error, StringComparison.Ordinal);
        Assert.Equal(good, await App.RemoteHeadAsync());
    }

    [Theory]
    [InlineData("HEAD:refs/heads/other")]
    [InlineData("HEAD:refs/tags/v1")]
    [InlineData(":refs/heads/main")]
    public async Task Another_branch_a_tag_a_deletion_are_refused_with_a_sentence(string refspec)
    {
        await environment.ReadyAsync();
        var good = await App.RemoteHeadAsync();
        var pushed = await App.TryGitAsync("push", "railhead", refspec);

        Assert.True(pushed.ExitCode != 0, pushed.Said);
        Assert.Contains("remote:", pushed.Error, StringComparison.Ordinal);
        Assert.Single((await App.GitAsync("ls-remote", "railhead", "refs/*")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(good, await App.RemoteHeadAsync());
    }

    [Fact]
    public async Task Pushes_forward_and_by_force_run_and_releases_and_rollback_know_them()
    {
        await environment.ReadyAsync();
        var first = await App.HeadAsync();
        App.Write("note", "two");
        var second = await App.CommitAsync("Say two");
        var pushed = (await App.PushAsync()).Succeeded();
        Assert.Contains($"released as {second}", pushed.Error, StringComparison.Ordinal);
        Assert.Equal(second, await VersionAsync());

        await App.GitAsync("reset", "-q", "--hard", first);
        App.Write("note", "three");
        var third = await App.CommitAsync("Say three");
        Assert.True((await App.PushAsync()).ExitCode != 0, "git refuses what is not forward");
        (await App.TryGitAsync("push", "--force", "railhead", "main")).Succeeded();
        Assert.Equal(third, await VersionAsync());
        Assert.Equal(third, await App.RemoteHeadAsync());

        var releases = Json.Read((await App.RailheadAsync("releases", "--json")).Succeeded().Output).EnumerateArray().ToList();
        Assert.Equal("Say three", releases.Single(r => r.GetProperty("current").GetBoolean()).Text("subject"));
        var two = releases.Single(r => r.Text("revision") == second);
        var rolled = (await App.RailheadAsync("rollback", two.Text("number")!)).Succeeded();
        Assert.Contains($"release {two.Text("number")}: {second[..7]} {two.Text("subject")}", rolled.Error, StringComparison.Ordinal);
        Assert.Equal(second, await VersionAsync());

        var deployed = (await App.RailheadAsync("deploy", third, "--json")).Succeeded();
        var result = Json.Lines(deployed.Output)[^1];
        Assert.Equal("result", result.Text("event"));
        Assert.Equal("succeeded", result.Text("status"));
        Assert.Equal(third, await VersionAsync());
        // Deployed already: says so and does nothing.
        var deployment = (await App.StatusAsync()).Deployment!.Id.ToString();
        (await App.RailheadAsync("deploy", third)).Succeeded();
        Assert.Equal(deployment, (await App.StatusAsync()).Deployment!.Id.ToString());
        (await App.RailheadAsync("deploy", third, "--force")).Succeeded();
        Assert.NotEqual(deployment, (await App.StatusAsync()).Deployment!.Id.ToString());
    }

    [Fact]
    public async Task Five_releases_are_kept()
    {
        await environment.ReadyAsync();
        for (var i = 0; i < 6; i++)
        {
            App.Write("note", $"kept {i}");
            await App.CommitAsync($"Keep {i}");
            (await App.PushAsync()).Succeeded();
        }

        var releases = Json.Read((await App.RailheadAsync("releases", "--json")).Succeeded().Output).EnumerateArray().ToList();
        Assert.Equal(5, releases.Count);
        Assert.Single(
            Directory.GetDirectories(Path.Combine(environment.Sandbox.Home), "releases", SearchOption.AllDirectories),
            d => d.Contains("duo", StringComparison.Ordinal) && Directory.GetFileSystemEntries(d).Length == 5
        );
    }

    [Fact]
    public async Task A_push_waits_for_the_deployment_before_it()
    {
        await environment.ReadyAsync();
        var good = await App.HeadAsync();
        App.Write("railhead.yaml", AppRepository.TestBlueprint("duo", "serve", "database: none\nrelease: sleep 3"));
        var slow = await App.CommitAsync("Release slowly");
        await using var deploying = App.StartRailhead("deploy", slow, "--json");
        await Eventually.SucceedsAsync(
            async () => (await App.StatusAsync()).Deployment!.Status == "in-progress",
            "the deployment should have begun"
        );
        App.Write("railhead.yaml", AppRepository.TestBlueprint("duo", "serve", TestAppEnvironment.DuoKeys));
        var next = await App.CommitAsync("Release quickly");

        (await App.PushAsync()).Succeeded();

        (await deploying.EndAsync(TimeSpan.FromMinutes(3))).Succeeded();
        Assert.Equal(next, await VersionAsync());
        Assert.NotEqual(good, next);
    }

    async Task<string> VersionAsync()
    {
        using var http = new HttpClient();
        return await http.GetStringAsync($"{environment.DuoUrl}/version", Cancellation);
    }
}
