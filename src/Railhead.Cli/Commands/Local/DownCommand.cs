using System.CommandLine;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead down [--purge]</c>.</summary>
sealed class DownCommand : FolderCommand
{
    readonly Option<bool> _purge = new("--purge") { Description = "Also delete the database, files, releases and secrets" };

    public DownCommand()
        : base("down", "Stop everything and keep the data") => Options.Add(_purge);

    public override string Interruption => "Interrupted. Some processes may have stopped. Run the same command again to finish.";

    public override async Task<int> RunAsync(Invocation call)
    {
        var purge = call.Words.GetValue(_purge);
        EnvironmentRecord record;
        try
        {
            record = AppLocator.Environment(call);
        }
        catch (NotRunningException e)
        {
            var layout = new Layout(call.Home, e.App, e.Environment, "");
            // Secrets can be set before the first "up".
            if (purge && Directory.Exists(layout.Root) && !File.Exists(layout.StateFile))
            {
                return await PurgeAsync(call, layout, "its secrets");
            }
            // An "up" that was refused has left at most its lock and its ports.
            if (purge)
            {
                EnvironmentLock.Forget(call.Home, e.App, e.Environment);
            }

            new DoneDocument($"{e.App} · {e.Environment}", "stopped").Say(call, $"{e.Message} There is nothing to stop.");
            return ExitCode.Done;
        }

        if (purge)
        {
            return await PurgeAsync(call, AppLocator.LayoutOf(call.Home, record), "its database, files, releases and secrets", record);
        }

        using (var held = await HoldAsync(call, record.App, record.Environment))
        {
            await new EnvironmentShutdown(call.Home, record, call.Time).StopAsync(call.Cancellation);
        }

        new DoneDocument(record.Title, "stopped").Say(
            call,
            $"{record.Title} is stopped and its data is kept. \"railhead up\" starts it again."
        );
        return ExitCode.Done;
    }

    /// <param name="call">The call.</param>
    /// <param name="layout">The environment's folders.</param>
    /// <param name="what">What would be lost, for the question.</param>
    /// <param name="record">The environment's record; null if it has never been up, so that nothing has to be stopped.</param>
    static async Task<int> PurgeAsync(Invocation call, Layout layout, string what, EnvironmentRecord? record = null)
    {
        var name = $"{layout.App} · {layout.Environment}";
        if (!call.Confirm($"Delete {name} with {what}?"))
        {
            return ExitCode.Failed;
        }

        using (var held = await HoldAsync(call, layout.App, layout.Environment))
        {
            if (record is not null)
            {
                await new EnvironmentShutdown(call.Home, record, call.Time).StopAsync(call.Cancellation);
            }

            await EnvironmentShutdown.PurgeAsync(layout, call.Time, call.Cancellation);
        }

        EnvironmentLock.Forget(call.Home, layout.App, layout.Environment);
        new DoneDocument(name, "deleted").Say(call, $"{name} is deleted.");
        return ExitCode.Done;
    }

    static Task<ProcessLock> HoldAsync(Invocation call, string app, string environment) =>
        EnvironmentLock.TakeAsync(call.Home, app, environment, call.Time, call.Error.WriteLine, call.Cancellation);
}
