using System.Globalization;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary>The status for people.</summary>
static class StatusText
{
    public static IEnumerable<string> Lines(StatusDocument status)
    {
        var revision = status.Revision is { } deployed ? Words.Short(deployed) : "nothing deployed";
        yield return $"{status.App} · {status.Environment}   {status.Url}   {revision}";
        if (status.Problem is { } problem)
        {
            yield return $"problem: {problem}";
        }

        if (status.Start is { } start)
        {
            yield return start.Error is null
                ? $"\"up --all\" started it at {Words.Of(start.At)}; it served after {start.Seconds.ToString("0.0", CultureInfo.InvariantCulture)} s"
                : $"problem: its start at {Words.Of(start.At)} failed: {start.Error}";
        }

        foreach (var warning in status.Warnings)
        {
            yield return $"warning: {warning.Text} (since {Words.Of(warning.Since)})";
        }

        yield return Running(status.Service.Running, status.Service.Desired);
        foreach (var line in Tasks(status.Service.Tasks).Prepend("").Append("").Concat(Processes(status.Processes)).Append(""))
        {
            yield return line;
        }

        if (status.Database is { } database)
        {
            yield return $"database    {database.Endpoint}  {database.State}";
        }

        foreach (var bucket in status.Buckets)
        {
            yield return $"bucket      {bucket.Name}  {bucket.Objects} objects, {bucket.Bytes} bytes";
        }

        if (status.Isolation is { } isolation)
        {
            yield return $"isolation   {(isolation.On ? "on" : "off")}";
        }

        foreach (var lack in status.Isolation?.Lacks ?? [])
        {
            yield return $"            {lack}";
        }

        if (status.Deployment is { } last)
        {
            var reason = last.Reason is null ? "" : $" ({last.Reason})";
            yield return $"deployment  {last.Id}, {Words.Short(last.Revision)}: {last.Status}{reason}";
        }
    }

    public static string Running(int running, int desired) => $"{running} of {desired} {(desired == 1 ? "task runs" : "tasks run")}";

    static IEnumerable<string> Tasks(IReadOnlyList<TaskDocument> tasks) =>
        TextTable.Lines(
            ["task", "zone", "address", "revision", "slot", "state", "health", "app", "nginx"],
            [
                .. tasks.Select(task =>
                    (IReadOnlyList<string>)
                        [
                            task.Id,
                            task.Zone,
                            task.Address,
                            Words.Short(task.Revision),
                            task.Slot,
                            task.State,
                            task.Health,
                            Pid(task.Pids.App),
                            Pid(task.Pids.Nginx),
                        ]
                ),
            ]
        );

    static IEnumerable<string> Processes(IReadOnlyList<ProcessDocument> processes) =>
        TextTable.Lines(
            ["process", "pid", "restarts"],
            [
                .. processes.Select(process =>
                    (IReadOnlyList<string>)[process.Name, Pid(process.Pid), process.Restarts.ToString(CultureInfo.InvariantCulture)]
                ),
            ]
        );

    static string Pid(int? pid) => pid?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
