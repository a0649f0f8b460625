namespace Railhead.Local;

/// <summary>Follows tasks' logs as they grow, rotate, come and go.</summary>
public sealed class LogFollower(Layout layout, string? task)
{
    readonly Dictionary<string, (FileStream Stream, LineTail Tail)> _open = [];

    /// <summary>Skips the lines that exist now.</summary>
    public void SkipToEnd()
    {
        foreach (var (folder, _, _) in TaskLogs.Folders(layout, task))
        {
            Open(folder)?.Stream.Seek(0, SeekOrigin.End);
        }
    }

    /// <summary>The lines that came since the last call.</summary>
    public IEnumerable<LogLine> Read()
    {
        foreach (var (folder, id, stream) in TaskLogs.Folders(layout, task))
        {
            if (Open(folder) is not { } log)
            {
                continue;
            }

            foreach (var line in Parsed(log.Tail, id, stream))
            {
                yield return line;
            }

            if (!IsRotated(folder, log.Stream))
            {
                continue;
            }
            // Lines written between the last read and the rotation are in the file that is still open.
            foreach (var line in Parsed(log.Tail, id, stream))
            {
                yield return line;
            }

            log.Stream.Dispose();
            _open.Remove(folder);
            if (Open(folder) is not { } next)
            {
                continue;
            }

            foreach (var line in Parsed(next.Tail, id, stream))
            {
                yield return line;
            }
        }
    }

    static IEnumerable<LogLine> Parsed(LineTail tail, string id, string stream) =>
        tail.Read().Select(line => TaskLogs.Parse(line, id, stream)).OfType<LogLine>();

    // s6-log renames "current" away and makes a new, smaller one.
    static bool IsRotated(string folder, FileStream stream) =>
        new FileInfo(Path.Combine(folder, ServiceLog.Current)) is { Exists: true } current && current.Length < stream.Position;

    (FileStream Stream, LineTail Tail)? Open(string folder)
    {
        if (_open.TryGetValue(folder, out var known))
        {
            return known;
        }

        var file = Path.Combine(folder, ServiceLog.Current);
        if (!File.Exists(file))
        {
            return null;
        }

        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return _open[folder] = (stream, new LineTail(stream));
    }
}
