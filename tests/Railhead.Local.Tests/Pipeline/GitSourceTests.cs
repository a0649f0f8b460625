namespace Railhead.Local.Tests;

public sealed class GitSourceTests : IAsyncLifetime
{
    readonly string _root = Directory.CreateTempSubdirectory("rh git ").FullName;

    GitSource Source => new("git", _root, TestContext.Current.CancellationToken);

    public async ValueTask InitializeAsync()
    {
        await GitAsync("init", "-q", "-b", "trunk");
        Write("shop/railhead.yaml", "app: shop\n");
        Write("shop/app.py", "one\n");
        Write("other/readme", "one\n");
        await GitAsync("add", "-A");
        await GitAsync("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "Begin");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_not_committed_is_told_apart_for_the_blueprint_the_app_and_the_rest()
    {
        Assert.Equal((false, false, false), await DirtyAsync());
        Write("other/readme", "two\n");
        Assert.Equal((false, false, false), await DirtyAsync());
        Write("shop/railhead.yaml", "app: shop\nbranch: trunk\n");
        Assert.Equal((true, true, false), await DirtyAsync());
        Write("shop/new.py", "new\n");
        Assert.Equal((true, true, true), await DirtyAsync());
        await GitAsync("checkout", "-q", "shop/railhead.yaml");
        Assert.Equal((true, false, true), await DirtyAsync());
    }

    [Fact]
    public async Task Head_branch_and_remotes_are_as_git_has_them()
    {
        await GitAsync("remote", "add", "rail.head", "/a path/repository.git");
        Assert.Equal("trunk", await Source.BranchAsync());
        Assert.Equal([new GitRemote("rail.head", "/a path/repository.git")], await Source.RemotesAsync());
        var head = await Source.HeadAsync();
        await GitAsync("checkout", "-q", head!);
        Assert.Null(await Source.BranchAsync());
        await GitAsync("checkout", "-q", "--orphan", "empty");
        Assert.Null(await Source.HeadAsync());
        Assert.Equal("empty", await Source.BranchAsync());
    }

    [Fact]
    public async Task A_reading_of_a_commit_that_is_cancelled_ends_with_its_process()
    {
        var head = (await Source.HeadAsync())!;
        var pidFile = Path.Combine(_root, "reading.pid");
        var git = Path.Combine(_root, "slow git");
        await File.WriteAllTextAsync(
            git,
            $"#!/bin/sh\ncase \"$*\" in *--batch*) echo $$ > '{pidFile}'; exec sleep 1000;; esac\nexec git \"$@\"\n",
            TestContext.Current.CancellationToken
        );
        File.SetUnixFileMode(git, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var packing = new GitSource(git, _root, end.Token).PackAsync(head, "shop", "local", Path.Combine(_root, "source.tar"));
        var pid = int.Parse(
            await Eventually.IsAsync(() => File.Exists(pidFile) ? File.ReadAllText(pidFile) : "", text => text.EndsWith('\n'), "git reads"),
            System.Globalization.CultureInfo.InvariantCulture
        );
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => packing);
        Assert.False(ProcessTable.Find(pid) is { IsZombie: false });
    }

    [Fact]
    public async Task A_commits_blueprint_is_the_apps_else_the_roots()
    {
        var head = (await Source.HeadAsync())!;
        Assert.Equal("app: shop\n", await Source.BlueprintAsync(head, "shop"));
        Assert.Null(await Source.BlueprintAsync(head, "elsewhere"));
    }

    async Task<(bool Any, bool Blueprint, bool Others)> DirtyAsync() =>
        (await Source.IsDirtyAsync("shop"), await Source.IsBlueprintDirtyAsync("shop"), await Source.AreOthersDirtyAsync("shop"));

    void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, file))!);
        File.WriteAllText(Path.Combine(_root, file), text);
    }

    async Task GitAsync(params string[] arguments)
    {
        var result = await new Command("git", ["-C", _root, .. arguments]).RunAsync(cancellation: TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, result.Error);
    }
}
