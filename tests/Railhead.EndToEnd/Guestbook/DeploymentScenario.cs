namespace Railhead.EndToEnd;

/// <summary>New versions of the guestbook under load.</summary>
public abstract class DeploymentScenario(GuestbookEnvironment environment)
{
    static readonly string[] Paths = ["/version", "/api/entries?limit=3"];

    [Fact]
    public async Task A_pushed_version_reaches_everybody_without_a_failed_request_and_so_does_the_way_back()
    {
        await environment.ReadyAsync();
        var app = environment.App;
        using var guest = new Guest(environment.Url);
        var old = await guest.VersionAsync();
        app.Edit("Page.cs", "You were here.", "You were here again.");
        var commit = await app.CommitAsync("Welcome people back");

        await using (var load = new Load(environment.Url, Paths, posts: true))
        {
            await Load.GoOnAsync(1);
            var pushed = await app.PushAsync();
            await Load.GoOnAsync(2);
            var report = await load.EndAsync();

            pushed.Succeeded();
            Assert.True(report.Failures.Count == 0, report.Summary);
            Assert.Equal([commit, old], report.Bodies.Where(b => b.Length == 40).OrderBy(b => b == old));
            await guest.AssertHasOnceAsync(report.Acknowledged);
        }

        await AssertServedAsync(guest, commit);
        Assert.Contains(
            "You were here again.",
            await guest.Http.GetStringAsync("/", TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );

        await using (var load = new Load(environment.Url, Paths, posts: true))
        {
            await Load.GoOnAsync(1);
            var back = await app.RailheadAsync("rollback");
            await Load.GoOnAsync(2);
            var report = await load.EndAsync();

            back.Succeeded();
            Assert.True(report.Failures.Count == 0, report.Summary);
            await guest.AssertHasOnceAsync(report.Acknowledged);
        }

        await AssertServedAsync(guest, old);
    }

    [Fact]
    public async Task A_commit_that_does_not_build_is_refused_with_the_compilers_words_and_the_old_one_serves()
    {
        await environment.ReadyAsync();
        var app = environment.App;
        using var guest = new Guest(environment.Url);
        var old = await guest.VersionAsync();
        var good = await app.HeadAsync();
        var remote = await app.RemoteHeadAsync();
        app.Write("Broken.cs", "class Broken { int x = \"a word\"; }\n");
        await app.CommitAsync("Break the build");

        await using var load = new Load(environment.Url, Paths);
        var pushed = await app.PushAsync();
        var report = await load.EndAsync();
        await app.GitAsync("reset", "-q", "--hard", good);

        Assert.True(pushed.ExitCode != 0, pushed.Said);
        Assert.Contains("CS0029", pushed.Error, StringComparison.Ordinal);
        Assert.True(report.Failures.Count == 0, report.Summary);
        Assert.Equal(remote, await app.RemoteHeadAsync());
        await AssertServedAsync(guest, old);
    }

    async Task AssertServedAsync(Guest guest, string commit)
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(commit, await guest.VersionAsync());
        }

        var status = await environment.App.StatusAsync();
        Assert.Equal(commit, status.Revision);
        Assert.Equal(commit, await environment.App.RemoteHeadAsync());
        Assert.All(status.Service.Tasks.Where(t => t.State == "running"), task => Assert.Equal(commit, task.Revision));
    }
}
