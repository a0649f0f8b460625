using Railhead.Model;

namespace Railhead.Local;

/// <summary>Errors of ports and of the file that says which environment has which.</summary>
public static class PortErrors
{
    const string Other = "railhead.yaml: listen: { http: PORT }";

    public static RailheadException HeldByProcess(int port, PortHolder holder) =>
        new("RH3008", $"Port {port} is held by {holder.Description}.", $"Stop it, or choose another port in {Other}");

    public static RailheadException HeldByEnvironment(int port, string app, string environment) =>
        new("RH3145", $"Port {port} belongs to {app} · {environment}.", $"Choose another port in {Other}");

    public static RailheadException CannotBeOpened(int port, bool needsRoot) =>
        new(
            "RH3146",
            $"Port {port} cannot be opened{(needsRoot ? ": ports below 1024 need root" : "")}.",
            $"Choose another port in {Other}"
        );

    public static RailheadException NoneLeft(int count, int first, int last, string table) =>
        new(
            "RH3147",
            $"No {count} free ports are left between {first} and {last} below the kernel's range of outgoing ports. {table} lists the environments that have ports.",
            "\"railhead down --purge\" of an environment gives its ports back."
        );

    public static RailheadException TableDamaged(string table, string reason) =>
        new(
            "RH3148",
            $"{table} is damaged ({reason}). It says which environment has which ports.",
            "Restore it, or delete it: Railhead then chooses ports anew."
        );

    public static RailheadException TableIsNewer(string table) =>
        new("RH3149", $"{table} was written by a newer Railhead.", "Use that version again.");
}
