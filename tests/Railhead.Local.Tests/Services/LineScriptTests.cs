using System.Diagnostics;
using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>The script that runs a shell line, by itself, as in a container.</summary>
public sealed class LineScriptTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    static readonly string[] Shells = [.. ((string[])["/bin/dash", "/bin/bash", "/bin/busybox"]).Where(File.Exists)];

    public static TheoryData<string> AllShells => [.. Shells];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(AllShells))]
    public async Task SIGTERM_reaches_each_process_of_a_pipe_and_each_may_finish(string shell)
    {
        // Each of the two takes a moment after the signal. The shell between them does not.
        using var line = Start(shell, $"{Finishing("a")} | {Finishing("b")}");
        await ReadyAsync("a", "b");
        ProcessTable.Signal(line.Id, 15);
        await line.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(Has("a.finished"));
        Assert.True(Has("b.finished"));
    }

    [Theory]
    [MemberData(nameof(AllShells))]
    public async Task The_next_command_does_not_start_after_the_signal(string shell)
    {
        using var line = Start(shell, $"{Finishing("a")}; echo > next");
        await ReadyAsync("a");
        ProcessTable.Signal(line.Id, 15);
        await line.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(Has("a.finished"));
        Assert.False(Has("next"));
    }

    [Theory]
    [MemberData(nameof(AllShells))]
    public async Task The_exit_code_is_the_one_of_the_line(string shell)
    {
        foreach (var (text, code) in ((string, int)[])[("exit 7", 7), ("false || exit 3", 3), ("true && true", 0), ("nope; exit $?", 127)])
        {
            using var line = Start(shell, text);
            await line.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(code, line.ExitCode);
        }
    }

    [Theory]
    [MemberData(nameof(AllShells))]
    public async Task A_line_has_its_standard_input_and_the_usual_signals(string shell)
    {
        // SigIgn of /proc: INT is bit 2 and QUIT bit 3.
        using var line = Start(shell, "cat > input; grep SigIgn /proc/self/status > signals");
        await line.StandardInput.WriteAsync("hello");
        line.StandardInput.Close();
        await line.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("hello", Read("input"));
        Assert.Equal(0, Convert.ToInt64(Read("signals").Split()[1], 16) & 6);
    }

    /// <summary>A command that finishes half a second after SIGTERM.</summary>
    string Finishing(string name)
    {
        File.WriteAllText(
            In($"{name}.sh"),
            $"trap 'sleep 0.5; echo > {name}.finished; exit 0' TERM\necho > {name}.ready\nwhile :; do sleep 0.05; done\n"
        );
        return $"sh ./{name}.sh";
    }

    Task<bool> ReadyAsync(params string[] names) =>
        Eventually.IsAsync(() => names.All(name => Has($"{name}.ready")), ready => ready, "each process of the line runs");

    string In(string file) => Path.Combine(_folder.Path, file);

    bool Has(string file) => File.Exists(In(file));

    string Read(string file) => File.ReadAllText(In(file));

    Process Start(string shell, string line)
    {
        File.WriteAllText(In("line.sh"), LineScript.Text);
        // exec, so that the process id is the script's; setsid makes it a leader, as a container and s6 do.
        var start = new ProcessStartInfo("setsid") { WorkingDirectory = _folder.Path, RedirectStandardInput = true };
        foreach (
            var word in (string[])
                [shell, .. shell.EndsWith("busybox", StringComparison.Ordinal) ? ["sh"] : Array.Empty<string>(), "./line.sh", line]
        )
        {
            start.ArgumentList.Add(word);
        }

        return Process.Start(start)!;
    }
}
