using System.Globalization;
using System.Text;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>Progress as plain lines, one per event: for pipes, files and a user who pushed.</summary>
public static class PlainProgress
{
    /// <summary>The event's line; null for an event that has nothing to say.</summary>
    public static string? Line(ProgressEvent entry) =>
        entry switch
        {
            StageEvent stage => Stage(stage),
            LogEvent log => $"  {log.Stage.Word()} | {log.Line}",
            ResultEvent { Next: not null } => null,
            ResultEvent { Status: ResultStatus.Succeeded } result => result.Url is null ? null : $"  {result.Url}",
            ResultEvent result => Failure(result),
            _ => null,
        };

    /// <summary>The error, the start of the failed stage, the end of its log, the serving release, and the command for more.</summary>
    static string Failure(ResultEvent entry)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{(entry.Status == ResultStatus.RolledBack ? "Rolled back" : "Failed")}: {entry.Error}");
        if (entry.Since is { } since)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  started   {since.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");
        }

        if (entry.LastLines.Count > 0)
        {
            text.Append("\n  end of its log:");
            foreach (var line in entry.FirstLines.Concat(entry.LastLines))
            {
                text.Append("\n    ").Append(line);
            }
        }

        if (entry.Serving is { } serving)
        {
            text.Append("\n  traffic   ").Append(serving);
        }

        if (entry.More is { } more)
        {
            text.Append("\n  more      ").Append(more);
        }

        return text.ToString();
    }

    static string? Stage(StageEvent entry)
    {
        var name = entry.Stage.Word().PadRight(10);
        var seconds = entry.Seconds is { } s ? string.Create(CultureInfo.InvariantCulture, $"  {s:0.0} s") : "";
        return entry.Status switch
        {
            StageStatus.Running => $"  … {name}  {entry.Detail}".TrimEnd(),
            StageStatus.Succeeded => $"  ✓ {name}  {entry.Detail}{seconds}".TrimEnd(),
            StageStatus.Failed => $"  ✗ {name}  {entry.Detail}{seconds}".TrimEnd(),
            _ => null,
        };
    }
}
