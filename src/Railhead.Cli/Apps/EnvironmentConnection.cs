using Railhead.Local;

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

    public void Dispose() => Client.Dispose();
}
