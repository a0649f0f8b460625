using System.Runtime.InteropServices;

namespace Railhead.Local;

/// <summary>Finds out with a real process whether this machine can build walls.</summary>
public static class WallsTrial
{
    public const string Package = "bubblewrap";

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <param name="layout">The environment whose folders are to be hidden.</param>
    /// <param name="record">PATH and settings of the machine.</param>
    /// <param name="accounts">The user behind the walls is the tasks'.</param>
    /// <param name="cancellation">Ends the trial.</param>
    public static async Task<IsolationState> RunAsync(
        Layout layout,
        EnvironmentRecord record,
        Accounts accounts,
        CancellationToken cancellation
    )
    {
        if (FindProgram(record.SearchPath) is not { } program)
        {
            return new(null, [Missing]);
        }

        var filter = SystemCallFilter.For(RuntimeInformation.ProcessArchitecture);
        var file = Path.Combine(layout.RunControl, "system-calls.bpf");
        if (filter is not null)
        {
            DurableFile.Write(file, filter);
        }

        var system = VisibleSystem.Read();
        var walls = new Walls(
            program,
            filter is null ? null : file,
            system,
            [
                .. system
                    .Further(record.SearchPath, record.MachineSettings)
                    // A mount made by root would open what a closed folder above it keeps from that user.
                    .Where(path => !accounts.Isolated || MachinePaths.BlockingFolder(Path.Combine(path, "x")) is null),
            ],
            [layout.Home, "/etc/railhead"]
        );
        if (await ProblemAsync(walls, accounts.Task, cancellation) is { } problem)
        {
            return new(null, [problem]);
        }

        return new(walls, filter is null ? ["There is no filter of system calls for this kind of processor."] : []);
    }

    /// <summary>What this machine lacks, without an environment; each process stays the user that it is.</summary>
    public static async Task<IReadOnlyList<string>> LacksAsync(string searchPath, CancellationToken cancellation) =>
        FindProgram(searchPath) is not { } program ? [Missing]
        : await ProblemAsync(
            new Walls(program, null, VisibleSystem.Read(), [], []),
            new Account("", Ownership.CurrentUid, Ownership.CurrentGid),
            cancellation
        )
            is { } problem
            ? [problem]
        : [];

    static string Missing => $"Bubblewrap is not installed. Install with:  {Sudo}apt-get install --no-install-recommends {Package}";

    /// <summary>Null when there is none.</summary>
    static string? FindProgram(string searchPath) => SearchPath.Find($"{searchPath}:{SearchPath.OfSystem}", "bwrap");

    /// <summary>Why a process cannot start behind these walls; null when it can.</summary>
    static async Task<string?> ProblemAsync(Walls walls, Account runAs, CancellationToken cancellation)
    {
        // By it the program behind the walls is found, which signals are for.
        if (!File.Exists($"/proc/{Environment.ProcessId}/task/{Environment.ProcessId}/children"))
        {
            return "The kernel does not list the children of a process (CONFIG_PROC_CHILDREN).";
        }

        var user = UserSwitch.Words(runAs, Ownership.CurrentUid);
        string[] command = [.. walls.Words(new WallsView { OwnSession = true }, user.Count > 0), .. user, "/bin/sh", "-c", "exec true"];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            var tried = await new Command(command[0], command[1..]).RunAsync(cancellation: limit.Token);
            var lastLine = tried.Error.Trim().Split('\n')[^1];
            return tried.Succeeded ? null : $"Bubblewrap cannot start a process here: {lastLine}";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "Bubblewrap did not start a process in time.";
        }
    }

    static string Sudo => Ownership.CurrentUid == 0 ? "" : "sudo ";
}
