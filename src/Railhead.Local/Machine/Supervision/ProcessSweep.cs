namespace Railhead.Local;

/// <summary>
/// The last resort for processes that no supervisor and no process group knows any more: they are found by what they carry.
/// </summary>
sealed class ProcessSweep(Layout layout, TimeProvider time)
{
    static readonly string[] Supervisors = ["s6-svscan", "s6-supervise", "s6-log", "s6-fdholderd", "s6-ipcserverd"];
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Ends the processes of the services below <paramref name="folder"/>: TERM, and KILL two seconds later.</summary>
    /// <param name="folder">A service's folder, or all services' folder; the latter includes s6's own processes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task EndAsync(string folder, CancellationToken cancellation)
    {
        foreach (var signal in (int[])[Signals.Term, Signals.Kill])
        {
            foreach (var pid in Left(folder))
            {
                ProcessTable.Signal(pid, signal);
            }

            if (await Wait.UntilAsync(() => Left(folder).Count == 0, Grace, time, cancellation))
            {
                return;
            }
        }

        throw SupervisionErrors.ProcessesDoNotEnd(folder, Left(folder));
    }

    List<int> Left(string folder) =>
        [
            .. ProcessTable
                .Pids()
                .Where(pid => pid != Environment.ProcessId && BelongsTo(pid, folder) && ProcessTable.Find(pid) is { IsZombie: false }),
        ];

    bool BelongsTo(int pid, string folder)
    {
        if (ProcessTable.ServiceOf(pid) is { } mark)
        {
            return mark == folder || mark.StartsWith(folder + "/", StringComparison.Ordinal);
        }

        if (folder != layout.Services || !Supervisors.Contains(ProcessTable.Name(pid)))
        {
            return false;
        }

        return ProcessTable.CurrentFolder(pid) is { } current && current.StartsWith(layout.Root + "/", StringComparison.Ordinal)
            || ProcessTable.CommandLine(pid).Contains(layout.Root + "/", StringComparison.Ordinal);
    }
}
