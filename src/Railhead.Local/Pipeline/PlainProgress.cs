using System.Globalization;

namespace Railhead.Local;

/// <summary>Progress as plain lines, one per event: for pipes, files and whoever pushed.</summary>
public static class PlainProgress
{
    /// <summary>The event's line; null for an event that has nothing to say.</summary>
    public static string? Line(ProgressEvent entry) => entry.Event switch
    {
        "stage" => Stage(entry),
        "log" => $"  {entry.Stage} | {entry.Line}",
        "result" when entry.Next is not null => null,
        "result" when entry.Status == "succeeded" => entry.Url is null ? null : $"  {entry.Url}",
        "result" => $"{(entry.Status == "rolled-back" ? "Rolled back" : "Failed")}: {entry.Error}",
        _ => null,
    };

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
