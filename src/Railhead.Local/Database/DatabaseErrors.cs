using System.Globalization;

namespace Railhead.Local;

/// <summary>Errors of the database: versions, data folders, the server and its logins.</summary>
public static class DatabaseErrors
{
    const string NoUpgrade = "Railhead does not upgrade in place.";

    public static DatabaseException VersionNotInstalled(int wanted, IReadOnlyList<PostgresInstallation> installed) =>
        new(
            "RH3021",
            $"The blueprint wants PostgreSQL {wanted}, and {There(installed)}.",
            $"Install it (apt-get install postgresql-{wanted}), or leave database.version out."
        );

    public static DatabaseException NotReady(TimeSpan limit, string server, string log, Exception inner) =>
        new(
            "RH3023",
            string.Create(
                CultureInfo.InvariantCulture,
                $"PostgreSQL did not answer within {limit.TotalSeconds:0.#} s at {server}: {inner.Message}{ServiceLog.LastLines(log)}"
            ),
            $"The whole log is {log}.",
            inner
        );

    public static DatabaseException DataOfAnotherVersion(string folder, int data, int wanted) =>
        new(
            "RH3153",
            $"{folder}: the data are of PostgreSQL {data}, and the blueprint wants {wanted}. {NoUpgrade}",
            $"Write database: {{ version: {data} }}, or leave it out."
        );

    public static DatabaseException ServerOfDataNotInstalled(string folder, int data, IReadOnlyList<PostgresInstallation> installed) =>
        new("RH3154", $"{folder}: the data are of PostgreSQL {data}, and {There(installed)}.", $"apt-get install postgresql-{data}");

    public static DatabaseException NoServerInstalled() =>
        new("RH3155", "PostgreSQL is not installed on this machine.", "apt-get install postgresql");

    public static DatabaseException UnknownData(string folder) =>
        new(
            "RH3156",
            $"{folder}: the folder holds files, but it is not a PostgreSQL data directory.",
            "Railhead never deletes data that it does not know. Restore the missing files, or move the folder away to start with an empty"
                + " database."
        );

    public static DatabaseException InitdbFailed(string folder, CommandResult initdb, string user) =>
        new(
            "RH3157",
            $"initdb failed with exit code {initdb.ExitCode} for {folder}:\n{initdb.Error.TrimEnd()}",
            $"{user} must be able to enter every folder above it, and the disk must have room."
        );

    public static DatabaseException RoleReserved(string role) =>
        new("RH3158", $"{role} is a role that PostgreSQL reserves.", "Give the app another name.");

    public static DatabaseException LoginFailed(string role, string database, int port, Exception inner) =>
        new(
            "RH3159",
            string.Create(CultureInfo.InvariantCulture, $"{role} cannot log in to {database} at 127.0.0.1:{port}: {inner.Message}"),
            "Try again. If it still fails, look into the database's log.",
            inner
        );

    public static DatabaseException ConfigurationRefused(IEnumerable<string> reasons) =>
        new(
            "RH3160",
            $"PostgreSQL does not accept its configuration: {string.Join("; ", reasons)}",
            "This is a bug in Railhead: please report it."
        );

    public static DatabaseException ControlPlaneRefused(string server, string log, Exception inner) =>
        new(
            "RH3161",
            $"PostgreSQL refuses the control plane at {server}: {inner.Message}{ServiceLog.LastLines(log)}",
            $"The whole log is {log}.",
            inner
        );

    static string There(IReadOnlyList<PostgresInstallation> installed) =>
        installed.Count == 0
            ? "none is installed"
            : $"installed is {string.Join(", ", installed.Select(each => $"{each.Major} ({each.Bin})"))}";
}
