using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead down [--purge]</c>.</summary>
public static class DownCommand
{
    public static async Task<int> RunAsync(Invocation call, bool purge)
    {
        EnvironmentRecord record;
        try
        {
            record = AppLocator.Environment(call);
        }
        catch (NotRunningException e)
        {
            // An "up" that was refused has left at most its lock and its ports.
            if (purge) EnvironmentLock.Forget(call.Home, e.App, e.Environment);
            new DoneDocument($"{e.App} · {e.Environment}", "stopped").Say(call, $"{e.Message} There is nothing to stop.");
            return ExitCode.Done;
        }

        if (purge && !call.Confirm($"Delete {record.App} · {record.Environment} with its database, files, releases and secrets?")) return ExitCode.Failed;
        using (var held = await EnvironmentLock.TakeAsync(call.Home, record.App, record.Environment, call.Time, line => call.Error.WriteLine(line), call.Cancellation))
        {
            var shutdown = new EnvironmentShutdown(call.Home, record, call.Time);
            await shutdown.StopAsync(call.Cancellation);
            if (purge) await shutdown.PurgeAsync(call.Cancellation);
        }

        if (purge) EnvironmentLock.Forget(call.Home, record.App, record.Environment);
        var name = $"{record.App} · {record.Environment}";
        new DoneDocument(name, purge ? "deleted" : "stopped").Say(call, purge ? $"{name} is deleted." : $"{name} is stopped; its data stays. \"railhead up\" starts it again.");
        return ExitCode.Done;
    }
}
