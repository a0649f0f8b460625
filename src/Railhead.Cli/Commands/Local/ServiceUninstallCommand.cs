using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead service uninstall</c>: what runs goes on.</summary>
sealed class ServiceUninstallCommand() : CliCommand("uninstall", "Remove the unit; what runs goes on")
{
    public override async Task<int> RunAsync(Invocation call)
    {
        var service = await ServiceAccess.OfAsync(call);
        var change = service.Manager.Units.Uninstall(service.Unit);
        if (change == UnitChange.Removed && service.Manager.Runs)
        {
            // Without it systemd only remembers a unit that it can no longer start.
            await service.Manager.ReloadAsync(call.Cancellation);
        }

        if (call.Json)
        {
            var status = ServiceInstallCommand.Word(change);
            call.Out.WriteLine(new UnitDocument(service.Unit.Name, service.File) { Status = status, Notes = [] }.ToJson());
        }
        else
        {
            call.Error.WriteLine(
                change == UnitChange.Removed
                    ? $"{service.File} is removed. What runs goes on; it does not start at boot."
                    : $"There is no {service.File}, so nothing was removed."
            );
        }

        return ExitCode.Done;
    }
}
