using Railhead.Local;

namespace Railhead.Cli;

/// <summary>The unit of this call's home, and the systemd that would start it.</summary>
sealed class ServiceAccess
{
    /// <summary>The variables from which Railhead finds its keys; systemd sets neither of them for root.</summary>
    static readonly string[] Kept = ["HOME", "XDG_CONFIG_HOME"];

    ServiceAccess(BootUnit unit, ServiceManager manager, Account user) => (Unit, Manager, User) = (unit, manager, user);

    public BootUnit Unit { get; }

    public ServiceManager Manager { get; }

    public Account User { get; }

    public string File => Manager.Units.FileOf(Unit);

    public static async Task<ServiceAccess> OfAsync(Invocation call)
    {
        var user = await Accounts.CurrentAsync(call.Cancellation);
        var variables = Kept.Select(name => (Name: name, Value: call.Terminal.Variable(name)))
            .Append((Name: "DOTNET_ROOT", Value: RuntimeSettings.SharedDotnet()))
            .Where(variable => Path.IsPathRooted(variable.Value))
            .ToDictionary(variable => variable.Name, variable => variable.Value!);
        var unit = new BootUnit
        {
            Home = call.Home,
            IsDefaultHome =
                call.Terminal.Variable("RAILHEAD_HOME") is not { Length: > 0 }
                || call.Home == MachinePaths.DefaultHome(call.Terminal.Variable, user.Uid),
            Program = ThisProgram(Environment.ProcessPath!, Environment.GetCommandLineArgs()[0]),
            Environment = variables,
            IsOfSystem = user.Uid == 0,
        };
        return new(unit, new ServiceManager(unit.IsOfSystem, user, call.Terminal.Variable), user);
    }

    /// <summary>The words that run this program again.</summary>
    /// <param name="process">The program of this process.</param>
    /// <param name="first">The first word of its command line: of <c>dotnet railhead.dll</c>, the library.</param>
    public static IReadOnlyList<string> ThisProgram(string process, string first) =>
        Path.GetFileName(process) == "dotnet" ? [process, Path.GetFullPath(first)] : [process];
}
