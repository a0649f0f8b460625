using System.Runtime.InteropServices;

namespace Railhead.Local;

/// <summary>Processes by group, without owning them.</summary>
public static partial class ProcessGroup
{
    const int Terminate = 15, Kill = 9;

    /// <summary>A process's start in clock ticks since boot (proc(5), stat field 22), or null when there is none: pid and start name one process.</summary>
    public static string? StartTime(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields[19];
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>TERM to the group, KILL after <paramref name="grace"/>; returns when nothing of it is left.</summary>
    public static async Task EndAsync(int group, TimeSpan grace, TimeProvider time)
    {
        var started = time.GetTimestamp();
        if (SendSignal(-group, Terminate) != 0) return;
        while (time.GetElapsedTime(started) < grace && Exists(group)) await Task.Delay(TimeSpan.FromMilliseconds(20), time);
        if (SendSignal(-group, Kill) != 0) return;
        while (time.GetElapsedTime(started) < grace + TimeSpan.FromSeconds(2) && Exists(group)) await Task.Delay(TimeSpan.FromMilliseconds(20), time);
    }

    /// <summary>Whether a live process, not a zombie, is in the group.</summary>
    public static bool Exists(int group)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out _)) continue;
            try
            {
                var stat = File.ReadAllText($"{folder}/stat");
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                if (fields[0] is not ("Z" or "X") && fields[2] == group.ToString(System.Globalization.CultureInfo.InvariantCulture)) return true;
            }
            catch (IOException)
            {
                // It ended while we looked.
            }
        }

        return false;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int pid, int signal);
}
