using System.Text.Json;
using Railhead.Local;
using Railhead.Model;
using Spectre.Console;
using Layout = Railhead.Local.Layout;

namespace Railhead.Cli;

/// <summary><c>railhead status</c>.</summary>
public static class StatusCommand
{
    /// <summary>A dead control plane is back within a second or two; who asks for the status wants to know of a longer absence soon.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(Invocation call)
    {
        EnvironmentRecord record;
        try
        {
            record = AppLocator.Environment(call);
        }
        catch (NotRunningException e)
        {
            return Runner.Say(call, ExitCode.NotRunning, "RH3000", e.Message, e.Hint);
        }

        var layout = AppLocator.LayoutOf(call.Home, record);
        var down = new NotRunningException(record.App, record.Environment, record.Folder);
        if (!record.IsUp)
        {
            return Runner.Say(call, ExitCode.NotRunning, "RH3000", down.Message, down.Hint);
        }

        using var client = new ControlPlaneClient(layout.ApiSocket, call.Time, Patience);
        StatusDocument status;
        try
        {
            status = await client.GetAsync("/status", ApiJson.Default.StatusDocument, call.Cancellation);
        }
        catch (ControlPlaneSilentException e)
        {
            var supervisor = await SupervisorOfAsync(layout, record, call);
            var services = (
                from name in supervisor.Names()
                let service = supervisor.Status(name)
                where service is not null
                select (Name: name, Service: service)
            ).ToList();
            if (!supervisor.IsAlive && !services.Exists(one => one.Service.Up))
            {
                return Runner.Say(call, ExitCode.NotRunning, "RH3000", down.Message, down.Hint);
            }

            if (call.Json)
            {
                var known = services
                    .Select(one => new ProcessDocument(one.Name, one.Service.Up ? one.Service.Pid : null, one.Service.Restarts))
                    .ToList();
                call.Out.WriteLine(
                    JsonSerializer.Serialize(new UnansweredStatusDocument(Problem.Of(e), known), ApiJson.Default.UnansweredStatusDocument)
                );
                return ExitCode.Failed;
            }

            call.Error.WriteLine($"{e.Message} {e.Hint}\nWhat the supervisors know:");
            foreach (var (name, service) in services)
            {
                call.Error.WriteLine($"  {name, -24} {(service.Up ? $"up, pid {service.Pid}" : "down")}, {service.Restarts} restarts");
            }

            return ExitCode.Failed;
        }

        if (call.Json)
        {
            call.Out.WriteLine(JsonSerializer.Serialize(status, ApiJson.Default.StatusDocument));
        }
        else
        {
            Show(call, status);
        }

        return ExitCode.Done;
    }

    static async Task<Supervisor> SupervisorOfAsync(Layout layout, EnvironmentRecord record, Invocation call) =>
        new(
            layout,
            Tools.Find(record.SearchPath),
            await Accounts.EnsureAsync(record.App, record.Environment, call.Time, call.Cancellation),
            call.Time
        );

    static void Show(Invocation call, StatusDocument status)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(call.Out),
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
            }
        );
        console.Profile.Width = 160;
        call.Out.WriteLine(
            $"{status.App} · {status.Environment}   {status.Url}   {(status.Revision is { } revision ? Words.Short(revision) : "nothing deployed")}"
        );
        if (status.Problem is { } problem)
        {
            call.Out.WriteLine($"problem: {problem}");
        }

        var tasks = Table("task", "zone", "address", "revision", "slot", "state", "health", "app", "nginx");
        foreach (var task in status.Service.Tasks)
        {
            tasks.AddRow(
                Cells(
                    task.Id,
                    task.Zone,
                    task.Address,
                    Words.Short(task.Revision),
                    task.Slot,
                    task.State,
                    task.Health,
                    Pid(task.Pids.App),
                    Pid(task.Pids.Nginx)
                )
            );
        }

        call.Out.WriteLine(RunningOf(status.Service.Running, status.Service.Desired));
        console.Write(tasks);
        var processes = Table("process", "pid", "restarts");
        foreach (var process in status.Processes)
        {
            processes.AddRow(
                Cells(process.Name, Pid(process.Pid), process.Restarts.ToString(System.Globalization.CultureInfo.InvariantCulture))
            );
        }

        console.Write(processes);
        if (status.Database is { } database)
        {
            call.Out.WriteLine($"database  {database.Endpoint}  {database.State}");
        }

        foreach (var bucket in status.Buckets)
        {
            call.Out.WriteLine($"bucket    {bucket.Name}  {bucket.Objects} objects, {bucket.Bytes} bytes");
        }

        if (status.Deployment is { } last)
        {
            call.Out.WriteLine(
                $"deployment {last.Id} of {Words.Short(last.Revision)}: {last.Status}{(last.Reason is { } reason ? $" ({reason})" : "")}"
            );
        }
    }

    public static string RunningOf(int running, int desired) => $"{running} of {desired} {(desired == 1 ? "task runs" : "tasks run")}";

    static Table Table(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(column);
        }

        return table;
    }

    static string[] Cells(params string[] values) => [.. values.Select(Markup.Escape)];

    static string Pid(int? pid) => pid?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-";
}
