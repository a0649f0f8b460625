using System.Globalization;
using Railhead.ObjectStore;

namespace Railhead.Local;

/// <summary>
/// One environment's supervision tree: <c>s6-svscan</c> and a service folder for each process. Everything it knows is on the disk, so the
/// CLI
/// and the daemon each have their own. One caller at a time changes things.
/// </summary>
public sealed partial class Supervisor(Layout layout, Tools tools, Accounts accounts, TimeProvider time)
{
    static readonly TimeSpan Moment = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether an <c>s6-svscan</c> lives. The services go on without one; only their supervisors are then no longer replaced.
    /// </summary>
    public bool IsAlive => Fifo.HasReader(Path.Combine(layout.Services, ".s6-svscan", "control"));

    /// <summary>Process id of <c>s6-svscan</c>; null when it is not alive.</summary>
    public int? Pid =>
        IsAlive
            ? ProcessTable
                .Pids()
                .Where(p => ProcessTable.Name(p) == "s6-svscan" && ProcessTable.CurrentFolder(p) == layout.Services)
                .Cast<int?>()
                .FirstOrDefault()
            : null;

    /// <summary>Installed services.</summary>
    public IReadOnlyList<string> Names() =>
        Directory.Exists(layout.Services)
            ?
            [
                .. Directory
                    .EnumerateDirectories(layout.Services)
                    .Select(d => Path.GetFileName(d))
                    .Where(n => n[0] != '.')
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>
    /// Starts <c>s6-svscan</c> unless it lives. It belongs to no session or group of its starter's, holds none of its files, and adopts the
    /// supervisors that a former one left.
    /// </summary>
    /// <param name="variable">
    /// Reads the starter's environment, of which services get little: see <see cref="RuntimeSettings.ForSupervisor"/>.
    /// </param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task StartAsync(Func<string, string?> variable, CancellationToken cancellation = default)
    {
        if (IsAlive)
        {
            return;
        }

        Descriptors.KeepFromChildren();
        // -f: setsid forks, and its parent half ends at once.
        var started = await new Command(
            tools["setsid"].Path,
            "-f",
            "/bin/sh",
            "-c",
            "umask 022; exec \"$@\" </dev/null >/dev/null 2>&1",
            "s6-svscan",
            tools["s6-svscan"].Path,
            "-c",
            "1000",
            "-t",
            "0",
            layout.Services
        )
        {
            Environment = RuntimeSettings.ForSupervisor(variable, tools.SearchPath),
        }.RunAsync(cancellation: cancellation);
        if (!started.Succeeded || !await Wait.UntilAsync(() => IsAlive, Moment, time, cancellation))
        {
            throw SupervisionErrors.SupervisorNotStarted(layout.Services, started);
        }
    }

    /// <summary>
    /// Makes the service as defined and has it supervised. Running processes are not touched: a changed one needs <see
    /// cref="RestartAsync"/>.
    /// </summary>
    /// <param name="definition">The service.</param>
    /// <param name="down">A new one is not started until <see cref="StartServiceAsync"/>.</param>
    /// <param name="cancellation">Ends the wait for its supervisor; the folder is then there whole.</param>
    public async Task<Installation> InstallAsync(ServiceDefinition definition, bool down = false, CancellationToken cancellation = default)
    {
        var folder = FolderOf(definition.Name);
        var result = new ServiceInstaller(layout, accounts.Control).Install(definition, down);
        // Also what a crash left unscanned gets its supervisor.
        if (IsAlive && !IsSupervised(folder))
        {
            await ScanAsync(cancellation);
            if (!await Wait.UntilAsync(() => IsSupervised(folder), Moment, time, cancellation))
            {
                throw SupervisionErrors.ServiceNotNoticed(folder);
            }
        }

        return result;
    }

    /// <summary>Starts a service that was stopped; forgets that it crash-looped. One that runs is left alone.</summary>
    public async Task StartServiceAsync(string name, CancellationToken cancellation = default)
    {
        var folder = FolderOf(name);
        File.Delete(Path.Combine(folder, "crashes"));
        File.Delete(Path.Combine(folder, "down"));
        DurableFolder.Flush(folder);
        await ControlAsync(folder, cancellation, "-u");
    }

    /// <summary>
    /// Stops a service for good: it stays down also over a restart of everything. Returns when none of its processes is left.
    /// </summary>
    public async Task StopAsync(string name, CancellationToken cancellation = default)
    {
        var folder = FolderOf(name);
        MarkDown(folder);
        await EndServiceAsync(folder, exit: false, cancellation);
    }

    /// <summary>Stops and starts a service; returns when the new process runs (or is held back by a missing environment file).</summary>
    public async Task RestartAsync(string name, CancellationToken cancellation = default)
    {
        var folder = FolderOf(name);
        var before = ProcessGroup.Of(folder);
        File.Delete(Path.Combine(folder, "down"));
        File.Delete(Path.Combine(folder, "crashes"));
        if (before is { IsLeaderAlive: true })
        {
            // Not a death to count, and without the pause that follows those: finish itself starts it again, also if we die here. Not -r,
            // which
            // knows no KILL: a program that is just starting may not hear its stop signal.
            await File.WriteAllTextAsync(Path.Combine(folder, "expected"), "", cancellation);
            await EndServiceAsync(folder, exit: false, cancellation);
        }

        await ControlAsync(folder, cancellation, "-u");
        var limit = StopTimeoutOf(folder) + Moment;
        bool IsBack() =>
            (File.Exists(Path.Combine(folder, "started")) || File.Exists(Path.Combine(folder, "held")))
            && ProcessGroup.Of(folder) is { IsLeaderAlive: true } now
            && now != before;
        if (!await Wait.UntilAsync(IsBack, limit, time, cancellation))
        {
            throw SupervisionErrors.ServiceNotBack(name, limit, layout.LogFile(name));
        }
    }

    /// <summary>Has the supervisor send a signal to the service's process, such as USR2 for HAProxy's reload.</summary>
    /// <param name="name">The service.</param>
    /// <param name="signal">Without SIG: HUP, INT, QUIT, USR1, USR2 or TERM.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task SignalAsync(string name, string signal, CancellationToken cancellation = default) =>
        ControlAsync(
            FolderOf(name),
            cancellation,
            signal switch
            {
                "HUP" => "-h",
                "INT" => "-i",
                "QUIT" => "-q",
                "USR1" => "-1",
                "USR2" => "-2",
                "TERM" => "-t",
                _ => throw new ArgumentException($"{signal} is not a signal that services are sent", nameof(signal)),
            }
        );

    /// <summary>Null when there is no such service.</summary>
    public ServiceStatus? Status(string name)
    {
        var folder = FolderOf(name);
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var mark = new FileInfo(Path.Combine(folder, "started"));
        var last = mark.Exists ? mark : new FileInfo(Path.Combine(folder, "last-start"));
        var group = mark.Exists ? ProcessGroup.Of(folder) : null;
        var pid = group is { IsLeaderAlive: true } ? group.Id : (int?)null;
        var hasWalls = File.Exists(Path.Combine(folder, ServiceFolder.WallsMark));
        var since = pid is null ? (DateTimeOffset?)null : new DateTimeOffset(mark.LastWriteTimeUtc);
        var lasting = since is not null && time.GetUtcNow() - since >= ServiceFolder.QuickDeath;
        var exit = Numbers(folder, "last-exit");
        const int bySignal = 256;
        return new ServiceStatus
        {
            Name = name,
            Supervised = IsSupervised(folder),
            Wanted = !File.Exists(Path.Combine(folder, "down")),
            Pid = pid,
            ProgramPid = pid is { } leader && hasWalls ? ProcessTable.BehindWalls(leader) : pid,
            HasWalls = hasWalls,
            Since = since,
            LastStart = last.Exists ? new DateTimeOffset(last.LastWriteTimeUtc) : null,
            Restarts = Numbers(folder, "restarts") is [var restarts, ..] ? restarts : 0,
            CrashLooping = !lasting && Numbers(folder, "crashes") is [>= ServiceFolder.CrashLoop, ..],
            ExitCode = exit is [var code and not bySignal, _] ? code : null,
            Signal = exit is [bySignal, var signal] ? signal : null,
        };
    }

    string FolderOf(string name) => Path.Combine(layout.Services, name);

    static bool IsSupervised(string folder) => Fifo.HasReader(Path.Combine(folder, "supervise", "control"));

    static int[]? Numbers(string folder, string file)
    {
        try
        {
            return
            [
                .. File.ReadAllText(Path.Combine(folder, file)).Trim().Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture)),
            ];
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            return null;
        }
    }

    Task<CommandResult> ScanAsync(CancellationToken cancellation) =>
        new Command(tools["s6-svscanctl"].Path, "-a", layout.Services).RunAsync(cancellation: cancellation);

    // Fails when the supervisor is dead; callers look at what is true afterwards.
    Task<CommandResult> ControlAsync(string folder, CancellationToken cancellation, params IReadOnlyList<string> options) =>
        new Command(tools["s6-svc"].Path, [.. options, folder]).RunAsync(cancellation: cancellation);
}
