using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead service install</c></summary>
sealed class ServiceInstallCommand() : CliCommand("install", "Write the unit and enable it")
{
    public override async Task<int> RunAsync(Invocation call)
    {
        var service = await ServiceAccess.OfAsync(call);
        if (!service.Manager.Exists)
        {
            throw BootErrors.NoSystemd(service.Unit.CrontabLine);
        }

        var change = service.Manager.Units.Install(service.Unit);
        var problem = service.Manager.Runs ? await service.Manager.ReloadAsync(call.Cancellation) : null;
        var lingers = await service.Manager.TryLingerAsync(call.Cancellation);
        List<string> notes = [.. Notes(service, problem, lingers)];
        if (call.Json)
        {
            var status = Word(change);
            call.Out.WriteLine(new UnitDocument(service.Unit.Name, service.File) { Status = status, Notes = notes }.ToJson());
            return ExitCode.Done;
        }

        call.Error.WriteLine(
            change == UnitChange.Unchanged
                ? $"{service.File} is installed already; nothing changed."
                : $"{service.File} is {Word(change)}. At boot it starts every environment of {call.Home} that was up."
        );
        foreach (var note in notes)
        {
            call.Error.WriteLine($"  note: {note}");
        }

        return ExitCode.Done;
    }

    static IEnumerable<string> Notes(ServiceAccess service, string? problem, bool lingers)
    {
        if (problem is not null)
        {
            yield return $"systemd did not read its units again, and will at the next boot: {problem}";
        }

        if (!service.Manager.Runs)
        {
            yield return service.Unit.IsOfSystem
                ? "systemd does not run here at this moment. The unit works once this system is booted by systemd."
                : "No systemd runs for you at this moment. The unit works once this system is booted by systemd.";
        }

        if (!lingers)
        {
            yield return "systemd starts your units only after your login, and ends them with your logout. "
                + $"To change that: sudo loginctl enable-linger {service.User.Name}";
        }
    }

    public static string Word(UnitChange change) =>
        change switch
        {
            UnitChange.Installed => "installed",
            UnitChange.Updated => "updated",
            UnitChange.Unchanged => "unchanged",
            UnitChange.Removed => "removed",
            UnitChange.Absent => "absent",
            _ => throw new ArgumentOutOfRangeException(nameof(change), change, "not a change of a unit"),
        };
}
