using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary><c>railhead logs</c>: read from the files of <c>s6-log</c>, so it works without the control plane too.</summary>
public static class LogsCommand
{
    public static async Task<int> RunAsync(Invocation call, bool follow, string? task, string? since)
    {
        var layout = AppLocator.LayoutOf(call.Home, AppLocator.Environment(call));
        var oldest = since is null ? (DateTimeOffset?)null : call.Time.GetUtcNow() - Age(since);
        if (task is not null && TaskLogs.Folders(layout, task).Count == 0)
        {
            throw new RailheadException("RH3070", $"There is no log of a task \"{task}\".", "\"railhead status\" shows the tasks.");
        }

        if (!follow)
        {
            foreach (var line in TaskLogs.Merged(layout, task, oldest))
            {
                Write(call, line);
            }

            return ExitCode.Done;
        }

        var follower = new LogFollower(layout, task);
        follower.SkipToEnd();
        foreach (var line in TaskLogs.Merged(layout, task, oldest))
        {
            Write(call, line);
        }

        while (true)
        {
            foreach (var line in follower.Read())
            {
                Write(call, line);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), call.Time, call.Cancellation);
        }
    }

    static void Write(Invocation call, LogLine line)
    {
        if (call.Json)
        {
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                json.WriteStartObject();
                json.WriteString("time", line.Time);
                json.WriteString("task", line.Task);
                json.WriteString("stream", line.Stream);
                json.WriteString("line", line.Line);
                json.WriteEndObject();
            }

            call.Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
            return;
        }

        call.Out.WriteLine(
            $"{line.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {line.Task, -4} {line.Stream, -5} {line.Line}"
        );
    }

    /// <summary>An age such as <c>90s</c>, <c>10m</c>, <c>2h</c>, <c>1d</c>.</summary>
    static TimeSpan Age(string text)
    {
        if (
            text.Length > 1
            && double.TryParse(
                text.AsSpan(0, text.Length - 1),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            switch (text[^1])
            {
                case 's':
                    return TimeSpan.FromSeconds(number);
                case 'm':
                    return TimeSpan.FromMinutes(number);
                case 'h':
                    return TimeSpan.FromHours(number);
                case 'd':
                    return TimeSpan.FromDays(number);
                default:
                    break;
            }
        }

        throw new UsageException("RH2003", $"\"{text}\" is no age.", "Write 90s, 10m, 2h or 1d.");
    }
}
