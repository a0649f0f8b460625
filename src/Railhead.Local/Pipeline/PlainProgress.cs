using System.Globalization;
using System.Text;

namespace Railhead.Local;

/// <summary>Progress as plain lines, one per event: for pipes, files and whoever pushed.</summary>
public static class PlainProgress
{
    /// <summary>The event's line; null for an event that has nothing to say.</summary>
    public static string? Line(ProgressEvent entry) =>
        entry.Event switch
        {
            "stage" => Stage(entry),
            "log" => $"  {entry.Stage} | {entry.Line}",
            "result" when entry.Next is not null => null,
            "result" when entry.Status == "succeeded" => entry.Url is null ? null : $"  {entry.Url}",
            "result" => Failure(entry),
            _ => null,
        };

    /// <summary>What failed, since when, what its log ends with, what serves, and where more is to be seen.</summary>
    static string Failure(ProgressEvent entry)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{(entry.Status == "rolled-back" ? "Rolled back" : "Failed")}: {entry.Error}");
        if (entry.Since is { } since)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  since     {since.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");
        }

        if (entry.LastLines is { Count: > 0 } lines)
        {
            text.Append("\n  its log ends with:");
            foreach (var line in (entry.FirstLines ?? []).Concat(lines))
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

    static string? Stage(ProgressEvent entry)
    {
        var name = entry.Stage!.PadRight(10);
        var seconds = entry.Seconds is { } s ? string.Create(CultureInfo.InvariantCulture, $"  {s:0.0} s") : "";
        return entry.Status switch
        {
            "running" => $"  … {name}  {entry.Detail}".TrimEnd(),
            "succeeded" => $"  ✓ {name}  {entry.Detail}{seconds}".TrimEnd(),
            "failed" => $"  ✗ {name}  {entry.Detail}{seconds}".TrimEnd(),
            _ => null,
        };
    }
}
