using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>The way of commits into the environment's repository.</summary>
public sealed class CommitTransferTests : IAsyncLifetime
{
    GitRepository _git = null!;
    Layout _layout = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    Repository Repository => new(_layout, Tools.Find(), "/bin/true");

    public async ValueTask InitializeAsync()
    {
        RequiredTools.Need("git");
        _git = await GitRepository.CreateAsync();
        _layout = new Layout(_git.Beside("home"), "shop", "local", _git.Beside("run"));
        Directory.CreateDirectory(Path.GetDirectoryName(_layout.Repository)!);
        _git.Write("railhead.yaml", "app: shop\nstart: ./run\n");
    }

    public ValueTask DisposeAsync()
    {
        _git.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task No_hook_filter_or_setting_of_the_developer_takes_part()
    {
        await Repository.EnsureAsync("main", _layout.Home, "sha1", Cancellation);
        var touched = _git.Beside("touched");
        foreach (var hook in (string[])["pre-push", "reference-transaction", "post-index-change", "fsmonitor"])
        {
            _git.Write($"hooks/{hook}", $"#!/bin/sh\ntouch '{touched}'\nexit 1\n");
            File.SetUnixFileMode(Path.Combine(_git.Root, "hooks", hook), FileModes.Owner);
        }

        _git.Write(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs\n");
        _git.Write("data.bin", "content");
        var commit = await _git.CommitAsync();
        foreach (
            var (key, value) in (IEnumerable<(string, string)>)
                [
                    ("core.hooksPath", Path.Combine(_git.Root, "hooks")),
                    ("core.fsmonitor", Path.Combine(_git.Root, "hooks/fsmonitor")),
                    ("filter.lfs.clean", $"touch '{touched}'; false"),
                    ("filter.lfs.smudge", $"touch '{touched}'; false"),
                    ("filter.lfs.process", $"touch '{touched}'; false"),
                    ("filter.lfs.required", "true"),
                    ("push.followTags", "true"),
                    ("push.gpgSign", "true"),
                    ("protocol.allow", "never"),
                    ("url.ssh://nowhere.invalid/.pushInsteadOf", "/"),
                    ("url.ssh://nowhere.invalid/.insteadOf", "/"),
                    ("gpg.program", $"touch '{touched}'; false"),
                    ("log.showSignature", "true"),
                    ("credential.helper", $"!touch '{touched}'"),
                ]
        )
        {
            await _git.GitAsync("config", key, value);
        }

        File.SetLastWriteTimeUtc(Path.Combine(_git.Root, "data.bin"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var source = new GitSource("git", _git.Root, Cancellation);
        await source.IsDirtyAsync("");
        await source.PackAsync(commit, "", "local", _git.Beside("tar"));
        await source.SendAsync(commit, _layout.Repository);

        Assert.False(File.Exists(touched));
        Assert.Equal(commit, await Repository.RefAsync(Repository.Incoming + commit, Cancellation));
        await Repository.MoveRefAsync("main", commit, Cancellation);
        Assert.Equal(commit, await Repository.RefAsync("refs/heads/main", Cancellation));
        Assert.Null(await Repository.RefAsync(Repository.Incoming + commit, Cancellation));
    }

    [Theory]
    [InlineData("--depth=1")]
    [InlineData("--filter=blob:none")]
    [InlineData("--reference")]
    public async Task A_commit_of_an_incomplete_clone_arrives_and_a_push_can_follow(string kind)
    {
        await Repository.EnsureAsync("main", _layout.Home, "sha1", Cancellation);
        foreach (var text in (string[])["one", "two"])
        {
            _git.Write("note", text);
            await _git.CommitAsync(text);
        }

        await _git.GitAsync("config", "uploadpack.allowFilter", "true");
        var clone = _git.Beside("clone");
        await _git.GitAsync([
            "clone",
            "-q",
            .. kind == "--reference" ? [kind, _git.Root, "--no-hardlinks"] : new[] { kind, "--no-local" },
            $"file://{_git.Root}",
            clone,
        ]);
        var source = new GitSource("git", clone, Cancellation);
        var commit = await source.ResolveAsync("HEAD");
        await source.PackAsync(commit, "", "local", _git.Beside("tar"));
        await source.SendAsync(commit, _layout.Repository);
        await Repository.MoveRefAsync("main", commit, Cancellation);

        // From a whole clone, by git itself.
        foreach (var hook in Directory.GetFiles(Path.Combine(_layout.Repository, "hooks")))
        {
            File.Delete(hook);
        }

        await new Command("git", "--git-dir", _layout.Repository, "config", "--unset-all", "receive.procReceiveRefs").RunAsync(
            cancellation: Cancellation
        );
        _git.Write("note", "three");
        await _git.CommitAsync("three");
        await _git.GitAsync("push", "-q", _layout.Repository, "HEAD:refs/heads/main");
        if (kind == "--reference")
        {
            await _git.GitAsync("push", "-q", "--force", _layout.Repository, "HEAD~2:refs/heads/main");
        }

        // "railhead deploy" of the whole clone completes the history.
        await new GitSource("git", _git.Root, Cancellation).SendAsync(
            (await _git.GitAsync("rev-parse", "HEAD~2")).Trim(),
            _layout.Repository
        );
        Assert.False(File.Exists(Path.Combine(_layout.Repository, "shallow")));
        await _git.GitAsync("push", "-q", "--force", _layout.Repository, "HEAD~2:refs/heads/main");
        var check = await new Command("git", "--git-dir", _layout.Repository, "fsck", "--strict").RunAsync(cancellation: Cancellation);
        Assert.True(check.Succeeded, check.Error);
    }

    [Fact]
    public async Task A_partial_clone_without_the_files_of_a_commit_is_told_how_to_get_them()
    {
        _git.Write("note", "one");
        await _git.CommitAsync();
        _git.Write("note", "two");
        await _git.CommitAsync("two");
        await _git.GitAsync("config", "uploadpack.allowFilter", "true");
        var clone = _git.Beside("clone");
        await _git.GitAsync("clone", "-q", "--no-local", "--filter=blob:none", $"file://{_git.Root}", clone);
        var source = new GitSource("git", clone, Cancellation);
        var commit = await source.ResolveAsync("HEAD~1");

        var error = await Assert.ThrowsAsync<RailheadException>(() => source.PackAsync(commit, "", "local", _git.Beside("tar")));
        Assert.Equal("RH3215", error.Code);
        var remedy = error.Hint![error.Hint!.IndexOf("git archive", StringComparison.Ordinal)..];
        var fetched = await new Command("/bin/sh", "-c", $"cd '{clone}' && {remedy}").RunAsync(cancellation: Cancellation);
        Assert.True(fetched.Succeeded, fetched.Error);
        await source.PackAsync(commit, "", "local", _git.Beside("tar"));
    }

    [Fact]
    public async Task The_repository_follows_the_apps_object_format_at_the_next_up()
    {
        await Repository.EnsureAsync("main", _layout.Home, "sha1", Cancellation);
        using var other = await GitRepository.CreateAsync("--object-format=sha256");
        other.Write("railhead.yaml", "app: shop\nstart: ./run\n");
        var commit = await other.CommitAsync();
        var source = new GitSource("git", other.Root, Cancellation);
        Assert.Equal("RH3214", (await Assert.ThrowsAsync<RailheadException>(() => source.SendAsync(commit, _layout.Repository))).Code);

        await Repository.EnsureAsync("main", _layout.Home, await source.ObjectFormatAsync(), Cancellation);
        await source.SendAsync(commit, _layout.Repository);
        await Repository.MoveRefAsync("main", commit, Cancellation);
        Assert.Equal(commit, await Repository.RefAsync("refs/heads/main", Cancellation));

        // A folder that is in no repository any more changes nothing.
        await Repository.EnsureAsync("main", _layout.Home, null, Cancellation);
        Assert.Equal(commit, await Repository.RefAsync("refs/heads/main", Cancellation));
    }

    [Fact]
    public async Task The_pushers_configuration_does_not_count_in_the_environments_repository()
    {
        var seen = _git.Beside("seen");
        await Repository.EnsureAsync("main", _layout.Home, "sha1", Cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(_layout.Repository, "hooks/pre-receive"),
            $"#!/bin/sh\ncat >'{seen}'\nexit 1\n",
            Cancellation
        );
        var home = _git.Beside("user");
        Directory.CreateDirectory(home);
        await File.WriteAllTextAsync(
            Path.Combine(home, ".gitconfig"),
            "[core]\n\thooksPath = /nowhere\n[transfer]\n\tfsckObjects = true\n\thideRefs = refs\n[receive]\n\tdenyNonFastForwards = true\n\tfsckObjects = true\n",
            Cancellation
        );
        await _git.CommitAsync();
        var user = new Dictionary<string, string> { ["HOME"] = home };
        await _git.TryGitAsync(user, "push", "-q", _layout.Repository, "HEAD:refs/heads/main");
        Assert.Contains("refs/heads/main", await File.ReadAllTextAsync(seen, Cancellation), StringComparison.Ordinal);
    }
}
