using System.Text.Json;
using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary><c>railhead status</c></summary>
sealed class StatusCommand() : FolderCommand("status", "Show what is running and its health")
{
    /// <summary>A dead control plane is back within a second or two; a longer absence is part of the status.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public override async Task<int> RunAsync(Invocation call)
    {
        EnvironmentRecord record;
        try
        {
            record = AppLocator.Environment(call);
        }
        catch (NotRunningException e)
        {
            return Runner.Say(call, ExitCode.NotRunning, Problem.Of(e));
        }

        if (!record.IsUp)
        {
            return SayDown(call, record);
        }

        var layout = AppLocator.LayoutOf(call.Home, record);
        using var client = new ControlPlaneClient(layout.ApiSocket, call.Time, Patience);
        StatusDocument status;
        try
        {
            status = await client.GetAsync("/status", ApiJson.Default.StatusDocument, call.Cancellation);
        }
        catch (ControlPlaneSilentException e)
        {
            return await SayUnansweredAsync(call, layout, record, e);
        }

        status = status with { Start = record.LastStart };
        if (call.Json)
        {
            call.Out.WriteLine(JsonSerializer.Serialize(status, ApiJson.Default.StatusDocument));
        }
        else
        {
            foreach (var line in StatusText.Lines(status))
            {
                call.Out.WriteLine(line);
            }
        }

        return ExitCode.Done;
    }

    static int SayDown(Invocation call, EnvironmentRecord record)
    {
        var problem = CommandErrors.NotRunning(record.App, record.Environment, record.Folder, record.LastStart);
        return Runner.Say(call, ExitCode.NotRunning, Problem.Of(problem));
    }

    /// <summary>Without the control plane only the supervisors can be asked.</summary>
    static async Task<int> SayUnansweredAsync(Invocation call, Layout layout, EnvironmentRecord record, ControlPlaneSilentException silent)
    {
        var accounts = await Accounts.EnsureAsync(record.App, record.Environment, call.Time, call.Cancellation);
        var supervisor = new Supervisor(layout, Tools.Find(record.SearchPath), accounts, call.Time);
        var services = (
            from name in supervisor.Names()
            let service = supervisor.Status(name)
            where service is not null
            select (Name: name, Service: service)
        ).ToList();
        if (!supervisor.IsAlive && !services.Exists(one => one.Service.Up))
        {
            return SayDown(call, record);
        }

        if (call.Json)
        {
            var known = services
                .Select(one => new ProcessDocument(one.Name, one.Service.Up ? one.Service.Pid : null, one.Service.Restarts))
                .ToList();
            call.Out.WriteLine(
                JsonSerializer.Serialize(new UnansweredStatusDocument(Problem.Of(silent), known), ApiJson.Default.UnansweredStatusDocument)
            );
            return ExitCode.Failed;
        }

        call.Error.WriteLine($"{silent.Message} {silent.Hint}\nThe supervisors report:");
        foreach (var (name, service) in services)
        {
            call.Error.WriteLine($"  {name, -24} {(service.Up ? $"up, pid {service.Pid}" : "down")}, {service.Restarts} restarts");
        }

        return ExitCode.Failed;
    }
}
