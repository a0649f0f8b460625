using Railhead.Model;

namespace Railhead.Local;

/// <summary>Errors of ports and of the file that lists the ports of each environment.</summary>
public static class PortErrors
{
    const string Other = "railhead.yaml: listen: { http: PORT }";

    public static RailheadException HeldByProcess(int port, PortHolder holder) =>
        new("RH3008", $"Port {port} is in use by {holder.Description}.", $"Stop it, or choose another port in {Other}");

    public static RailheadException HeldByEnvironment(int port, string app, string environment) =>
        new("RH3145", $"Port {port} belongs to {app} · {environment}.", $"Choose another port in {Other}");

    public static RailheadException CannotBeOpened(int port, bool needsRoot) =>
        new(
            "RH3146",
            $"Port {port} cannot be opened{(needsRoot ? ": ports below 1024 need root" : "")}.",
            $"{(needsRoot ? "Run the command with sudo, or choose" : "Choose")} another port in {Other}"
        );

    public static RailheadException NoneLeft(int count, int first, int last, string table) =>
        new(
            "RH3147",
            $"{count} free ports are needed, but fewer are left between {first} and {last}, below the kernel's range of outgoing ports. "
                + $"{table} lists the ports of each environment.",
            "Run \"railhead down --purge\" for an environment that you no longer need."
        );

    public static RailheadException TableDamaged(string table, string reason) =>
        new(
            "RH3148",
            $"{table} is damaged ({reason}). It lists the ports of each environment.",
            "Restore it from a backup, or delete it. Without it, Railhead chooses new ports."
        );

    public static RailheadException TableIsNewer(string table) =>
        new("RH3149", $"{table} was written by a newer Railhead.", "Install that version again.");
}
