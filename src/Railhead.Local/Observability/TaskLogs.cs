using System.Globalization;

namespace Railhead.Local;

/// <summary>One line of a task's log.</summary>
/// <param name="Time">When it was written, UTC.</param>
/// <param name="Task">The task's id.</param>
/// <param name="Stream"><c>app</c> or <c>nginx</c>.</param>
/// <param name="Line">Without the end of line.</param>
public sealed record LogLine(DateTimeOffset Time, string Task, string Stream, string Line);

/// <summary>
/// Tasks' logs as <c>s6-log</c> writes them: a folder for each service, rotated files <c>@…</c> and <c>current</c>, a time stamp before
/// each line.
/// </summary>
public static class TaskLogs
{
    /// <summary>The containers of a task.</summary>
    public const string App = "app",
        Nginx = "nginx";

    // Nineteen characters to the second, ten of its fraction, two spaces.
    const int StampLength = 31;

    /// <summary>The folders that hold tasks' logs, running or not.</summary>
    public static IReadOnlyList<(string Folder, string Task, string Stream)> Folders(Layout layout, string? task)
    {
        if (!Directory.Exists(layout.Logs))
        {
            return [];
        }

        return
        [
            .. from folder in Directory.EnumerateDirectories(layout.Logs, "task-*")
            let parts = Path.GetFileName(folder).Split('-')
            where parts.Length == 3 && (task is null || parts[1] == task)
            orderby folder
            select (folder, parts[1], parts[2]),
        ];
    }

    /// <summary>The last lines of one container's log, and the first ones after its last start.</summary>
    /// <param name="layout">The environment.</param>
    /// <param name="task">The task.</param>
    /// <param name="container"><c>app</c> or <c>nginx</c>.</param>
    /// <param name="started">When its program was last started; null: not known, the log's beginning counts.</param>
    public static LogExcerpt Excerpt(Layout layout, string task, string container, DateTimeOffset? started)
    {
        var excerpt = new LogExcerpt();
        foreach (var (folder, id, stream) in Folders(layout, task).Where(log => log.Stream == container))
        {
            foreach (var line in Read(folder, id, stream, since: null))
            {
                if (line.Time >= started)
                {
                    excerpt.Begin();
                    started = null;
                }

                excerpt.Add(line.Line);
            }
        }

        return excerpt;
    }

    /// <summary>The present lines of all chosen tasks, in the order of time; in constant memory.</summary>
    public static IEnumerable<LogLine> Merged(Layout layout, string? task, DateTimeOffset? since)
    {
        var sources = new PriorityQueue<IEnumerator<LogLine>, DateTimeOffset>();
        foreach (var (folder, id, stream) in Folders(layout, task))
        {
            var lines = Read(folder, id, stream, since).GetEnumerator();
            if (lines.MoveNext())
            {
                sources.Enqueue(lines, lines.Current.Time);
            }
            else
            {
                lines.Dispose();
            }
        }

        while (sources.TryDequeue(out var lines, out _))
        {
            yield return lines.Current;
            if (lines.MoveNext())
            {
                sources.Enqueue(lines, lines.Current.Time);
            }
            else
            {
                lines.Dispose();
            }
        }
    }

    /// <summary>Rotated files first (their names are TAI64N stamps, which sort by time), <c>current</c> last.</summary>
    public static IEnumerable<string> Files(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        return Directory
            .EnumerateFiles(folder, ServiceLog.Rotated)
            .Order(StringComparer.Ordinal)
            .Append(Path.Combine(folder, ServiceLog.Current));
    }

    static IEnumerable<LogLine> Read(string folder, string task, string stream, DateTimeOffset? since)
    {
        foreach (var file in Files(folder))
        {
            FileStream bytes;
            try
            {
                if (since is { } oldest && File.GetLastWriteTimeUtc(file) < oldest.UtcDateTime)
                {
                    continue;
                }

                bytes = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            }
            catch (FileNotFoundException)
            {
                // Rotated away while we read.
                continue;
            }

            using var reader = new StreamReader(bytes);
            while (reader.ReadLine() is { } line)
            {
                if (Parse(line, task, stream) is { } parsed && (since is null || parsed.Time >= since))
                {
                    yield return parsed;
                }
            }
        }
    }

    /// <summary>A line with its stamp (<c>2026-11-24 21:10:42.123456789  text</c>); null when it has none.</summary>
    public static LogLine? Parse(string line, string task, string stream)
    {
        if (line.Length < StampLength)
        {
            return null;
        }
        // Seven digits of a second are what .NET's clock has; s6-log writes nine.
        if (
            !DateTimeOffset.TryParseExact(
                line.AsSpan(0, 27),
                "yyyy-MM-dd HH:mm:ss.fffffff",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var time
            )
        )
        {
            return null;
        }

        return new LogLine(time, task, stream, line[StampLength..]);
    }
}
