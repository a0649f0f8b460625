using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead logs</c>: reads the files of <c>s6-log</c>, so it works without the control plane too.</summary>
sealed class LogsCommand : FolderCommand
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    static readonly LogLineJson Json = new(
        new JsonSerializerOptions(LogLineJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    readonly Option<bool> _follow = new("--follow", "-f") { Description = "Keep printing new lines" };

    readonly Option<string?> _task = new("--task") { Description = "Show only this task", HelpName = "ID" };

    readonly Option<string?> _since = new("--since")
    {
        Description = "Show only lines of this age or newer (10m, 2h, 1d), or since this time",
        HelpName = "AGE|TIME",
    };

    public LogsCommand()
        : base("logs", "Show the logs of the tasks")
    {
        Options.Add(_follow);
        Options.Add(_task);
        Options.Add(_since);
    }

    public override async Task<int> RunAsync(Invocation call)
    {
        var (follow, task) = (call.Words.GetValue(_follow), call.Words.GetValue(_task));
        var oldest = call.Words.GetValue(_since) is { } since ? Age.Since(since, call.Time.GetUtcNow()) : (DateTimeOffset?)null;
        var layout = AppLocator.LayoutOf(call.Home, AppLocator.Environment(call));
        if (task is not null && TaskLogs.Folders(layout, task).Count == 0)
        {
            throw CommandErrors.NoLogOfTask(task);
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

            await Task.Delay(Poll, call.Time, call.Cancellation);
        }
    }

    static void Write(Invocation call, LogLine line)
    {
        if (call.Json)
        {
            call.Out.WriteLine(JsonSerializer.Serialize(line, Json.LogLine));
            return;
        }

        call.Out.WriteLine(
            $"{line.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {line.Task, -4} "
                + $"{line.Stream, -5} {line.Line}"
        );
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LogLine))]
sealed partial class LogLineJson : JsonSerializerContext;
