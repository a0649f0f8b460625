namespace Railhead.Cli;

/// <summary><c>railhead service</c>: the systemd unit that runs <c>railhead up --all</c> at boot.</summary>
sealed class ServiceCommand : System.CommandLine.Command
{
    public ServiceCommand()
        : base("service", "Start every environment at boot, by a systemd unit")
    {
        Subcommands.Add(new ServicePrintCommand());
        Subcommands.Add(new ServiceInstallCommand());
        Subcommands.Add(new ServiceUninstallCommand());
    }
}
