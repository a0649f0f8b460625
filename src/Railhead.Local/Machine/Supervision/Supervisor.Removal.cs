using System.Collections.Concurrent;
using System.Globalization;
using Railhead.ObjectStore;

namespace Railhead.Local;

public sealed partial class Supervisor
{
    static readonly TimeSpan LogDrain = TimeSpan.FromSeconds(2);
    readonly ConcurrentDictionary<string, bool> _underRemoval = new();
    readonly ProcessSweep _sweep = new(layout, time);

    /// <summary>
    /// Ends a service and its log and deletes its folder. A crash in between leaves something that <see cref="ReapAsync"/> finishes.
    /// Nothing happens when there is no such service.
    /// </summary>
    /// <param name="name">The service.</param>
    /// <param name="deleteLogs">Its log files go too.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task RemoveAsync(string name, bool deleteLogs = false, CancellationToken cancellation = default)
    {
        if (Directory.Exists(FolderOf(name)))
        {
            // Out of the scan directory first: from now on nothing of it that dies is restarted. Supervisors do not notice a rename.
            var gone = Path.Combine(layout.Gone, $"{name}.{Guid.NewGuid():N}");
            _underRemoval[gone] = true;
            Directory.Move(FolderOf(name), gone);
            DurableFolder.Flush(layout.Services);
            if (IsAlive)
            {
                await ScanAsync(cancellation);
            }

            await FinishRemovalAsync(gone, cancellation);
        }

        var logs = layout.LogFolder(name);
        if (deleteLogs && Directory.Exists(logs))
        {
            Directory.Delete(logs, recursive: true);
        }
    }

    /// <summary>
    /// Finishes removals that a crash interrupted and throws half-built folders away. Part of every start and every loop.
    /// </summary>
    public async Task ReapAsync(CancellationToken cancellation = default)
    {
        if (Directory.Exists(layout.Staging))
        {
            foreach (var staged in Directory.EnumerateDirectories(layout.Staging))
            {
                Directory.Delete(staged, recursive: true);
            }
        }

        if (!Directory.Exists(layout.Gone))
        {
            return;
        }

        foreach (var gone in Directory.EnumerateDirectories(layout.Gone))
        {
            if (!_underRemoval.TryAdd(gone, true))
            {
                continue;
            }

            if (IsAlive)
            {
                await ScanAsync(cancellation);
            }

            await FinishRemovalAsync(gone, cancellation);
        }
    }

    /// <summary>
    /// Ends everything of the environment, also what a dead <c>s6-svscan</c> left behind: the stages in turn, each one's services at once;
    /// then the rest; then the holders of listening sockets; then <c>s6-svscan</c>. Service folders are gone afterwards.
    /// </summary>
    /// <param name="stages">
    /// Names; those that do not exist are skipped. The control plane belongs first: it would start things again.
    /// </param>
    /// <param name="progress">Told the names of each stage before it is ended.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    public async Task ShutdownAsync(
        IReadOnlyList<IReadOnlyList<string>> stages,
        Action<IReadOnlyList<string>>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var named = stages.SelectMany(s => s).ToHashSet();
        IReadOnlyList<string> rest = [.. Names().Where(n => !named.Contains(n) && !SocketsService.Names.Contains(n))];
        foreach (var stage in stages.Append(rest).Append(SocketsService.Names))
        {
            IReadOnlyList<string> present = [.. stage.Where(n => Directory.Exists(FolderOf(n)))];
            if (present.Count == 0)
            {
                continue;
            }

            progress?.Invoke(present);
            await Task.WhenAll(present.Select(n => RemoveAsync(n, cancellation: cancellation)));
        }

        if (IsAlive)
        {
            await new Command(tools["s6-svscanctl"].Path, "-t", layout.Services).RunAsync(cancellation: cancellation);
            await Wait.UntilAsync(() => !IsAlive, Moment, time, cancellation);
        }

        await ReapAsync(cancellation);
        await _sweep.EndAsync(layout.Services, cancellation);
        if (Directory.Exists(layout.Services))
        {
            foreach (var folder in Directory.EnumerateDirectories(layout.Services))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    async Task FinishRemovalAsync(string gone, CancellationToken cancellation)
    {
        try
        {
            MarkDown(gone);
            await EndServiceAsync(gone, exit: true, cancellation);
            // A process that left the group is found by the mark that it inherited. Only a successor of the same name shares that mark.
            var name = Path.GetFileNameWithoutExtension(gone);
            if (!Directory.Exists(FolderOf(name)))
            {
                await _sweep.EndAsync(FolderOf(name), cancellation);
            }
            // The last lines are still in the FIFO, and s6-log exits without reading them.
            await Wait.UntilAsync(() => !Fifo.HasData(Path.Combine(gone, ServiceFolder.LogFifo)), LogDrain, time, cancellation);
            await EndServiceAsync(Path.Combine(gone, "log"), exit: true, cancellation);
            Directory.Delete(gone, recursive: true);
            DurableFolder.Flush(layout.Gone);
        }
        finally
        {
            _underRemoval.TryRemove(gone, out _);
        }
    }

    static void MarkDown(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "down")))
        {
            DurableFile.Write(Path.Combine(folder, "down"), "");
        }
    }

    /// <summary>Brings a service (or a log) down, by its supervisor while that lives, by its group in any case.</summary>
    async Task EndServiceAsync(string folder, bool exit, CancellationToken cancellation)
    {
        var timeout = StopTimeoutOf(folder);
        var patience = timeout + TimeSpan.FromSeconds(1);
        var begin = time.GetTimestamp();
        var running = ProcessGroup.Of(folder);
        while (IsSupervised(folder))
        {
            // -wD waits until finish, too, is through.
            var milliseconds = ((long)patience.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
            var command = exit
                ? ControlAsync(folder, cancellation, "-xd")
                : ControlAsync(folder, cancellation, "-wD", "-T", milliseconds, "-d");
            if (running is not null)
            {
                SignalFollowers(folder, running);
            }

            var result = await command;
            if (exit ? await Wait.UntilAsync(() => !IsSupervised(folder), patience, time, cancellation) : result.Succeeded)
            {
                break;
            }
            // A restart that finish had under way may have overridden the command: hence once more.
            if (time.GetElapsedTime(begin) < patience * 2)
            {
                continue;
            }

            foreach (var pid in SupervisorsOf(folder))
            {
                ProcessTable.Signal(pid, Signals.Kill);
            }

            break;
        }

        var signal = File.Exists(Path.Combine(folder, "down-signal"))
            ? Signals.Number((await File.ReadAllTextAsync(Path.Combine(folder, "down-signal"), cancellation)).Trim())
            : Signals.Term;
        if ((exit ? ProcessGroup.Of(folder) : running) is { } left)
        {
            SignalProgram(folder, left, signal);
            await left.EndAsync(signal, timeout, time);
        }
    }

    static void SignalFollowers(string folder, ProcessGroup group)
    {
        var marks = (string[])[ServiceFolder.WallsMark, ServiceFolder.GroupMark];
        if (!marks.Any(mark => File.Exists(Path.Combine(folder, mark))))
        {
            return;
        }

        var signal = Signals.Number(File.ReadAllText(Path.Combine(folder, "down-signal")).Trim());
        if (!SignalProgram(folder, group, signal))
        {
            group.SignalFollowers(signal);
        }
    }

    /// <summary>Behind walls the program leads a group of its own, and the supervisor's signal does not reach it.</summary>
    /// <returns>Whether there are walls.</returns>
    static bool SignalProgram(string folder, ProcessGroup group, int signal)
    {
        if (!File.Exists(Path.Combine(folder, ServiceFolder.WallsMark)))
        {
            return false;
        }

        if (ProcessTable.BehindWalls(group.Id) is { } program)
        {
            ProcessTable.Signal(program, signal);
            if (File.Exists(Path.Combine(folder, ServiceFolder.GroupMark)))
            {
                new ProcessGroup(program, 0).SignalFollowers(signal);
            }
        }

        return true;
    }

    static TimeSpan StopTimeoutOf(string folder) =>
        Numbers(folder, "timeout-kill") is [var milliseconds] ? TimeSpan.FromMilliseconds(milliseconds) : TimeSpan.FromSeconds(2);

    static IEnumerable<int> SupervisorsOf(string folder) =>
        ProcessTable.Pids().Where(p => ProcessTable.Name(p) == "s6-supervise" && ProcessTable.CurrentFolder(p) == folder);
}
