using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Railhead.EndToEnd;

/// <summary>What the tests ask the machine itself.</summary>
static class Machine
{
    public static bool IsRoot { get; } = Environment.UserName == "root";

    public static async Task<Finished> RunAsync(string folder, params string[] command)
    {
        await using var running = new Running(command, folder, new Dictionary<string, string?>());
        return await running.EndAsync(TimeSpan.FromMinutes(1));
    }

    public static void Kill(int pid)
    {
        Assert.True(pid > 1, $"There is no process {pid} to kill.");
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }

    /// <summary>The same for one that may just have ended.</summary>
    public static void TryKill(int pid)
    {
        try
        {
            Kill(pid);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It has.
        }
    }

    /// <summary>Living processes that have the text in their command line, folder or environment.</summary>
    public static IReadOnlyList<(int Pid, string CommandLine)> ProcessesThatMention(string text)
    {
        var found = new List<(int, string)>();
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (
                !int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                || pid == Environment.ProcessId
            )
            {
                continue;
            }

            var command = Read(folder, "cmdline");
            if (command.Length == 0)
            {
                continue; // a zombie or the kernel's
            }

            if (
                $"{command}\n{Read(folder, "environ")}\n{LinkOf(folder, "cwd")}\n{LinkOf(folder, "exe")}".Contains(
                    text,
                    StringComparison.Ordinal
                )
            )
            {
                found.Add((pid, command.Replace('\0', ' ').Trim()));
            }
        }

        return found;
    }

    /// <summary>Command lines of all processes, as any user sees them with <c>ps</c>.</summary>
    public static string CommandLines() =>
        string.Join(
            '\n',
            Directory
                .GetDirectories("/proc")
                .Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0]))
                .Select(d => Read(d, "cmdline").Replace('\0', ' '))
        );

    static string Read(string folder, string name)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, name)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    static string LinkOf(string folder, string name)
    {
        try
        {
            return new FileInfo(Path.Combine(folder, name)).LinkTarget ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
