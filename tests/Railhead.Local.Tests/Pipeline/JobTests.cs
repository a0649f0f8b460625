using System.Globalization;

namespace Railhead.Local.Tests;

public sealed class JobTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("rh-job-").FullName;
    readonly List<string> _output = [];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_command_runs_once_however_many_start_it()
    {
        var runs = Path.Combine(_folder, "runs");
        var command = Shell($"echo run >> {ShellText.Quote(runs)}; sleep 0.3; exit 7");
        var codes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => RunAsync(command, Cancellation))));
        Assert.Equal(Enumerable.Repeat<int?>(7, 5), codes);
        Assert.Equal(["run"], await File.ReadAllLinesAsync(runs, Cancellation));
    }

    [Fact]
    public async Task It_goes_on_when_nobody_waits_and_the_next_one_gets_all_of_its_output()
    {
        var go = Path.Combine(_folder, "go");
        var command = Shell($"echo first; while [ ! -e {ShellText.Quote(go)} ]; do sleep 0.05; done; echo second");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var job = new Job(_folder, "build", TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            job.RunAsync(command, _ => end.Cancel(), TimeSpan.FromMinutes(1), end.Token)
        );
        await File.WriteAllTextAsync(go, "", Cancellation);
        Assert.Equal(0, await RunAsync(command, Cancellation));
        Assert.Equal(["first", "second"], _output);
    }

    [Fact]
    public async Task What_it_leaves_in_the_background_ends_with_it()
    {
        Assert.Equal(0, await RunAsync(Shell("sleep 1000 & echo $!"), Cancellation));
        var left = int.Parse(_output[0], CultureInfo.InvariantCulture);
        await Eventually.TrueAsync(() => ProcessTable.Find(left) is null or { IsZombie: true }, "it has ended");
    }

    [Fact]
    public async Task The_commands_variables_are_the_commands_alone()
    {
        // The wrapper runs as the control plane's user: a program of the app must not take the place of sed, ln or mv there.
        var hijacked = Path.Combine(_folder, "hijacked");
        foreach (var program in (string[])["sed", "cut", "cat", "ln", "rm", "mv", "sleep", "setpriv"])
        {
            var file = Path.Combine(_folder, program);
            await File.WriteAllTextAsync(file, $"#!/bin/sh\n: > {ShellText.Quote(hijacked)}\n", Cancellation);
            File.SetUnixFileMode(file, FileModes.EverybodyReads);
        }

        var command = new Command("/bin/sh", "-euc", "printf '%s|' \"$PATH\" \"$VALUE\" \"${RAILHEAD_VARIABLE_0-none}\"; echo")
        {
            Environment = new Dictionary<string, string> { ["PATH"] = _folder, ["VALUE"] = "it's $HOME" },
        };
        Assert.Equal(0, await RunAsync(command, Cancellation));
        Assert.Equal([$"{_folder}|it's $HOME|none|"], _output);
        Assert.False(File.Exists(hijacked));
    }

    [Fact]
    public async Task It_is_ended_at_its_limit()
    {
        var job = new Job(_folder, "build", TimeProvider.System);
        Assert.Null(await job.RunAsync(Shell("echo on; sleep 1000"), _output.Add, TimeSpan.FromSeconds(0.5), Cancellation));
        Assert.Equal(["on"], _output);
    }

    [Fact]
    public void Of_an_endless_output_the_beginning_and_the_end_are_shown()
    {
        var limited = new LimitedOutput(_output.Add, limit: 20);
        for (var i = 0; i < 1000; i++)
        {
            limited.Add($"line {i}");
        }

        limited.End("/log");
        Assert.Equal(
            ["line 0", "line 1", "line 2", "… (much output; only its last lines follow, at the end)", "… 977 lines are only in /log"],
            _output[..5]
        );
        Assert.Equal(Enumerable.Range(980, 20).Select(i => $"line {i}"), _output[5..]);
    }

    Task<int?> RunAsync(Command command, CancellationToken cancellation) =>
        new Job(_folder, "build", TimeProvider.System).RunAsync(
            command,
            line =>
            {
                lock (_output)
                {
                    _output.Add(line);
                }
            },
            TimeSpan.FromMinutes(1),
            cancellation
        );

    Command Shell(string script) => new("/bin/sh", "-c", script) { WorkingDirectory = _folder };
}
