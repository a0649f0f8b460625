using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>An environment that is up, with its control plane.</summary>
sealed class EnvironmentConnection : IDisposable
{
    public EnvironmentConnection(string home, EnvironmentRecord record, TimeProvider time)
    {
        Record = record;
        Layout = AppLocator.LayoutOf(home, record);
        Client = new ControlPlaneClient(Layout.ApiSocket, time);
    }

    public EnvironmentRecord Record { get; }

    public Layout Layout { get; }

    public ControlPlaneClient Client { get; }

    /// <summary>The environment that a command means.</summary>
    /// <exception cref="NotRunningException">It is down.</exception>
    public static EnvironmentConnection Open(Invocation call)
    {
        var record = AppLocator.Environment(call);
        return record.IsUp
            ? new EnvironmentConnection(call.Home, record, call.Time)
            : throw CommandErrors.NotRunning(record.App, record.Environment, record.Folder);
    }

    /// <summary>Brings the environment up with a blueprint, or with the one that was applied last.</summary>
    /// <returns>The last event.</returns>
    public async Task<ResultEvent> UpAsync(
        string? blueprint,
        string? objectFormat,
        Action<ProgressEvent> show,
        CancellationToken cancellation
    )
    {
        ProgressEvent? last = null;
        await foreach (var entry in Client.UpAsync(blueprint, objectFormat, cancellation))
        {
            show(entry);
            last = entry;
        }

        return last as ResultEvent ?? throw CommandErrors.ControlPlaneEnded();
    }

    public void Dispose() => Client.Dispose();
}
