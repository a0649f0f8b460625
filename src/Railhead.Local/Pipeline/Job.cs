using System.Globalization;

namespace Railhead.Local;

/// <summary>
/// A build or a release command: runs in a session of its own, writes its output and its exit code to files, and therefore outlives the
/// control plane. A restarted one finds it by its folder and goes on waiting.
/// </summary>
/// <param name="folder">Where output, process id and exit code are kept; the control plane's own.</param>
/// <param name="name">Such as <c>build</c>.</param>
/// <param name="time">The clock for waiting.</param>
public sealed class Job(string folder, string name, TimeProvider time)
{
    /// <summary>
    /// The wrapper: what it runs is its arguments, what it knows of paths is its environment. Of two that are started, because the control
    /// plane died in between, the one whose link comes first runs the command.
    /// </summary>
    const string Wrapper = """
        job=$RAILHEAD_JOB
        unset RAILHEAD_JOB
        echo "$$ $(sed 's/^.*) //' /proc/$$/stat | cut -d' ' -f20) $(cat /proc/sys/kernel/random/boot_id)" > "$job.pid.$$"
        ln "$job.pid.$$" "$job.pid" 2>/dev/null; first=$?
        rm -f "$job.pid.$$"
        [ "$first" = 0 ] || exit 0
        "$@" </dev/null >> "$job.log" 2>&1
        code=$?
        # What it left in the background ends with it.
        trap '' TERM
        kill -s TERM 0
        echo "$code" > "$job.exit.new" && mv -f "$job.exit.new" "$job.exit"
        sleep 1
        kill -s KILL 0
        """;

    /// <summary>
    /// Sets the command's variables, as its user. They come from the app: a PATH or LD_PRELOAD among them must not work on the wrapper,
    /// which runs as the control plane's user. A variable each, because one alone may be as large as the kernel allows.
    /// </summary>
    const string SetVariables = """
        RAILHEAD_I=0
        while eval "RAILHEAD_LINE=\${RAILHEAD_VARIABLE_$RAILHEAD_I-}" && [ -n "$RAILHEAD_LINE" ]; do
            unset "RAILHEAD_VARIABLE_$RAILHEAD_I"
            eval "$RAILHEAD_LINE"
            RAILHEAD_I=$((RAILHEAD_I + 1))
        done
        unset RAILHEAD_I RAILHEAD_LINE
        exec "$@"
        """;

    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50),
        StartLimit = TimeSpan.FromSeconds(10);

    string File(string extension) => Path.Combine(folder, $"{name}.{extension}");

    /// <summary>Runs the command, or waits for the one that an earlier control plane started.</summary>
    /// <param name="command">Program, environment, folder and user. Its output goes to the job's log.</param>
    /// <param name="onLine">Each line of output.</param>
    /// <param name="limit">After this it is ended.</param>
    /// <param name="cancellation">Ends the waiting; the job goes on, and the next control plane finds it.</param>
    /// <returns>The exit code, or null when it was ended by the limit or died without leaving one.</returns>
    public async Task<int?> RunAsync(Command command, Action<string> onLine, TimeSpan limit, CancellationToken cancellation)
    {
        if (!Path.Exists(File("pid")))
        {
            Start(command);
        }

        await using var stream = new FileStream(File("log"), FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        var tail = new LineTail(stream, 8 * 1024);
        var started = time.GetTimestamp();
        var asked = started;
        while (true)
        {
            // The wrapper may have died before it had said who it is.
            if (!Path.Exists(File("pid")) && time.GetElapsedTime(asked) > StartLimit)
            {
                Start(command);
                asked = time.GetTimestamp();
            }

            // Asked before the output is read: what was written before the end is then never missed.
            var ended = Path.Exists(File("exit")) || (Path.Exists(File("pid")) && !IsAlive());
            foreach (var line in tail.Read())
            {
                onLine(line);
            }

            if (ended)
            {
                if (tail.Rest() is { } rest)
                {
                    onLine(rest);
                }

                return ExitCode();
            }

            if (time.GetElapsedTime(started) > limit)
            {
                await EndAsync();
                return null;
            }

            await Task.Delay(Poll, time, cancellation);
        }
    }

    /// <summary>Ends the job's whole process group: TERM, and KILL two seconds later.</summary>
    public async Task EndAsync()
    {
        if (Group() is { IsLeaderAlive: true } group)
        {
            await group.EndAsync(Signals.Term, TimeSpan.FromSeconds(2), time);
        }
    }

    void Start(Command command)
    {
        Directory.CreateDirectory(folder);
        using (new FileStream(File("log"), FileMode.OpenOrCreate))
        {
            // Made here so that it belongs to the control plane.
        }

        var environment = new Dictionary<string, string>
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? SearchPath.OfSystem,
            ["RAILHEAD_JOB"] = Path.Combine(folder, name),
        };
        foreach (var (i, variable) in (command.Environment ?? new Dictionary<string, string>()).Index())
        {
            environment[string.Create(CultureInfo.InvariantCulture, $"RAILHEAD_VARIABLE_{i}")] = ShellText.Exports([variable]);
            if (variable.Key == ProcessTable.ServiceVariable)
            {
                environment[variable.Key] = variable.Value;
            }
        }

        var user = UserSwitch.Words(command.RunAs, Ownership.CurrentUid);
        new Command(
            "/bin/sh",
            [
                "-c",
                Wrapper,
                "railhead-job",
                .. command.Walls,
                .. user,
                "/bin/sh",
                "-c",
                SetVariables,
                "sh",
                command.Program,
                .. command.Arguments,
            ]
        )
        {
            WorkingDirectory = command.WorkingDirectory,
            Environment = environment,
        }.StartDetached();
    }

    bool IsAlive() => Group() is { IsLeaderAlive: true };

    int? ExitCode() =>
        Path.Exists(File("exit")) && int.TryParse(System.IO.File.ReadAllText(File("exit")), CultureInfo.InvariantCulture, out var code)
            ? code
            : null;

    ProcessGroup? Group() => ProcessGroup.Read(File("pid"));
}
