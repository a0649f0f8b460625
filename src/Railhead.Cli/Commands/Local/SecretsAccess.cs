using Railhead.Local;

namespace Railhead.Cli;

/// <summary>The secrets of an environment: by the control plane while it is up, else in the files themselves.</summary>
sealed class SecretsAccess(Invocation call)
{
    readonly (Layout Layout, EnvironmentRecord? Record) _environment = AppLocator.Meant(call);

    public async Task<T> RunAsync<T>(Func<ControlPlaneClient, Task<T>> up, Func<StoppedSecrets, T> down)
    {
        if (_environment.Record is not { IsUp: true })
        {
            return down(new StoppedSecrets(_environment.Layout, MasterKeys.OfThisProcess(), call.Time));
        }

        using var client = new ControlPlaneClient(_environment.Layout.ApiSocket, call.Time);
        return await up(client);
    }

    public static string PathOf(string name) => $"/secrets/{Uri.EscapeDataString(name)}";
}
