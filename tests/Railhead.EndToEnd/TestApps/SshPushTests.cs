namespace Railhead.EndToEnd;

/// <summary>Pushes from another computer, by a real sshd on loopback and the user of pushes.</summary>
[Collection("test apps")]
public sealed class SshPushTests(TestAppEnvironment environment)
{
    [Fact]
    public async Task A_key_pushes_to_its_own_app_with_the_deployments_verdict_and_to_nothing_else()
    {
        Assert.SkipUnless(
            Machine.IsRoot,
            "The keys of an ordinary user's environment are in that user's own home, which a test leaves alone."
        );
        await using var server = await SshServer.StartAsync();
        await environment.ReadyAsync();
        var (app, other) = (environment.Duo, environment.Solo);
        var good = await app.HeadAsync();
        await AddAsync(app, server, "anna");
        await AddAsync(other, server, "ben");
        var remote = new UriBuilder((await app.StatusAsync()).SshRemote!) { Host = "127.0.0.1", Port = server.Port }.Uri.ToString();
        Assert.EndsWith("/duo", remote, StringComparison.Ordinal);

        app.Write("note", "from another computer");
        var commit = await app.CommitAsync("Come from another computer");
        var refused = await PushAsync("ben");
        Assert.Equal(128, refused.ExitCode);
        Assert.Contains("This key may push to solo, and nothing else.", refused.Error, StringComparison.Ordinal);

        var pushed = (await PushAsync("anna")).Succeeded();
        Assert.Contains($"released as {commit}", pushed.Error, StringComparison.Ordinal);
        Assert.Contains(environment.DuoUrl, pushed.Error, StringComparison.Ordinal);
        Assert.Equal(commit, (await app.StatusAsync()).Revision);
        Assert.Equal(commit, await app.RemoteHeadAsync());

        var branch = await GitAsync("anna", "push", remote, "HEAD:refs/heads/next");
        Assert.Equal(1, branch.ExitCode);
        Assert.Contains("To deploy the current commit: git push ssh://railhead-git@", branch.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, (await GitAsync("anna", "ls-remote", remote)).ExitCode);

        app.Write("railhead.yaml", AppRepository.TestBlueprint("duo", "exits", "database: none"));
        await app.CommitAsync("Exit at once");
        var failed = await PushAsync("anna");
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("flux compensator", failed.Error, StringComparison.Ordinal);
        Assert.Contains("pre-receive hook declined", failed.Error, StringComparison.Ordinal);
        Assert.Equal(commit, (await app.StatusAsync()).Revision);
        await app.GitAsync("reset", "-q", "--hard", commit);

        (await app.RailheadAsync("keys", "rm", "anna")).Succeeded();
        (await other.RailheadAsync("keys", "rm", "ben")).Succeeded();
        Assert.Contains("Permission denied", (await PushAsync("anna")).Error, StringComparison.Ordinal);
        Assert.NotEqual(good, commit);

        Task<Finished> PushAsync(string key) => GitAsync(key, "push", remote, "main");
        Task<Finished> GitAsync(string key, params string[] words) =>
            app.TryGitAsync(["-c", $"core.sshCommand={string.Join(' ', server.Client(key))}", .. words]);
    }

    static async Task AddAsync(AppRepository app, SshServer server, string name) =>
        (await app.RailheadAsync(System.Text.Encoding.UTF8.GetBytes(await server.KeyAsync(name)), ["keys", "add", name])).Succeeded();
}
