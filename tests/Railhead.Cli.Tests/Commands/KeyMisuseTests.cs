using Railhead.Local;

namespace Railhead.Cli.Tests;

/// <summary>What somebody can do with a key that may push, by a real sshd and ssh.</summary>
public sealed class KeyMisuseTests : IAsyncLifetime
{
    readonly CommandLineRun _run = new();
    Layout _layout = null!;
    SshServer _server = null!;
    GuardedProcess _service = null!;

    public async ValueTask InitializeAsync()
    {
        var record = _run.Environment("shop", isUp: true);
        _layout = AppLocator.LayoutOf(_run.Home, record);
        var file = Path.Combine(_run.Home, "authorized_keys");
        _server = await SshServer.StartAsync(file);
        var program = Path.Combine(AppContext.BaseDirectory, "railhead");
        var key = new PushKey("anna", PublicKey.Parse(await _server.KeyAsync("anna")), _layout.Home, "shop", "local");
        await File.WriteAllTextAsync(file, key.Line(program, _layout.PushSocket) + "\n", Eventually.Cancellation);
        Directory.CreateDirectory(_layout.RunPush);
        _service = await GuardedProcess.StartAsync(PushService.Definition(_layout, program, Tools.Find()).Command, "TERM");
        await Eventually.TrueAsync(() => File.Exists(_layout.PushSocket), "the service listens");
    }

    public async ValueTask DisposeAsync()
    {
        // A test that was skipped has started nothing.
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _run.Dispose();
    }

    [Fact]
    public async Task A_key_lets_nobody_do_anything_but_push_to_its_app()
    {
        const string only = "This key may push to shop, and nothing else.";
        (string[] Options, string[] Command, string Reason)[] tries =
        [
            ([], [], "There is no shell"),
            (["-tt"], [], ""),
            ([], ["id"], "does not run: id"),
            (["-s"], ["sftp"], ""),
            ([], ["git-upload-pack '/shop'"], "does not serve clone"),
            ([], ["git-receive-pack '/blog'"], "There is no /blog for it"),
            ([], ["git-receive-pack '/shop/../blog'"], "There is no /shop/../blog for it"),
            ([], ["git-receive-pack '/shop'; id"], "does not run"),
            ([], ["git-receive-pack '/shop'\nid"], "does not run"),
            ([], ["git-receive-pack \"$(id)\""], "does not run"),
            ([], ["git-receive-pack --stateless-rpc '/shop'"], "does not run"),
            (["-o", "SetEnv=GIT_DIR=/tmp DOTNET_STARTUP_HOOKS=/tmp/x.dll BASH_ENV=/tmp/x"], ["env"], "does not run: env"),
            ([], [new string('a', 50_000)], "does not run: aaa"),
        ];
        foreach (var (options, command, reason) in tries)
        {
            var finished = await SshAsync(options, command);
            Assert.True(finished.ExitCode != 0, finished.Said);
            Assert.Equal("", finished.Output);
            Assert.DoesNotContain("uid=", finished.Said, StringComparison.Ordinal);
            if (reason.Length > 0)
            {
                Assert.Contains($"railhead: {only} ", finished.Error, StringComparison.Ordinal);
                Assert.Contains(reason, finished.Error, StringComparison.Ordinal);
                await Eventually.TrueAsync(
                    () => _service.Output.Contains($"key anna from 127.0.0.1: refused. {only} ", StringComparison.Ordinal),
                    "the log has the refusal"
                );
                Assert.Contains(reason, _service.Output, StringComparison.Ordinal);
            }
        }

        var refused = Assert.Single(EventReader.Read(_layout.EventFile, oldest: null));
        Assert.Equal("push-refused", refused.Kind);
        Assert.InRange(refused.Count, tries.Count(one => one.Reason.Length > 0), tries.Length);
        Assert.Contains("key anna from 127.0.0.1", refused.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-W", "127.0.0.1:22")]
    [InlineData("-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:22")]
    public async Task A_key_forwards_nothing(params string[] options) => Assert.Equal(255, (await SshAsync(options, [])).ExitCode);

    [Fact]
    public async Task A_push_reaches_the_hooks_with_nothing_of_the_clients_environment()
    {
        var repository = new Repository(_layout, Tools.Find(), "/nonexistent");
        await repository.EnsureAsync("main", _layout.Home, objectFormat: null, Eventually.Cancellation);
        var seen = Path.Combine(_run.Home, "seen");
        await File.WriteAllTextAsync(
            Path.Combine(_layout.Repository, "hooks", "pre-receive"),
            $"#!/bin/sh\nenv >{seen}\necho 'Not today.' >&2\nexit 1\n",
            Eventually.Cancellation
        );
        Directory.CreateDirectory(_run.Folder);
        await GitAsync("init", "-q", "-b", "main");
        await GitAsync("-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-q", "--allow-empty", "-m", "One");

        var ssh = string.Join(' ', [.. _server.Client("anna"), "-o", "SetEnv=SECRET_OF_CLIENT=1"]);
        var url = $"ssh://{Environment.UserName}@127.0.0.1:{_server.Port}/shop";
        var pushed = await GitAsync(["-c", $"core.sshCommand={ssh}", "push", url, "main"], succeeds: false);

        Assert.Contains("remote: Not today.", pushed.Error, StringComparison.Ordinal);
        Assert.Contains("pre-receive hook declined", pushed.Error, StringComparison.Ordinal);
        Assert.Equal(1, pushed.ExitCode);
        var environment = await File.ReadAllTextAsync(seen, Eventually.Cancellation);
        Assert.Contains("RAILHEAD_REMOTE=ssh://", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET_OF_CLIENT", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("SSH_", environment, StringComparison.Ordinal);
        await Eventually.TrueAsync(
            () => _service.Output.Contains("push ends with exit code", StringComparison.Ordinal),
            "the log has the end"
        );
    }

    [Fact]
    public async Task While_the_environment_is_down_a_push_is_refused_with_words()
    {
        File.Delete(_layout.PushSocket);
        var finished = await SshAsync([], ["git-receive-pack '/shop'"]);
        Assert.Equal(1, finished.ExitCode);
        Assert.Contains("This app is not running on its server", finished.Error, StringComparison.Ordinal);
    }

    async Task<Finished> SshAsync(string[] options, string[] command)
    {
        await using var client = new Running(
            [.. _server.Client("anna"), .. options, $"{Environment.UserName}@127.0.0.1", .. command],
            _run.Folder,
            new Dictionary<string, string?>(),
            []
        );
        return await client.EndAsync(TimeSpan.FromSeconds(Eventually.Seconds));
    }

    Task<Finished> GitAsync(params string[] arguments) => GitAsync(arguments, succeeds: true);

    async Task<Finished> GitAsync(string[] arguments, bool succeeds)
    {
        await using var git = new Running(["git", .. arguments], _run.Folder, new Dictionary<string, string?>());
        var finished = await git.EndAsync(TimeSpan.FromSeconds(Eventually.Seconds));
        return succeeds ? finished.Succeeded() : finished;
    }
}
