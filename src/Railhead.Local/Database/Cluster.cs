using System.Globalization;
using System.Text.RegularExpressions;

namespace Railhead.Local;

/// <summary>
/// One PostgreSQL data directory with its configuration beside it. The data belong to the database's user; the configuration belongs to
/// the control plane, and the database can only read it.
/// </summary>
/// <param name="Layout">Whose database it is.</param>
/// <param name="Tools">Folder of <c>initdb</c> and <c>postgres</c>, such as <c>/usr/lib/postgresql/15/bin</c>.</param>
/// <param name="Accounts">Who runs what.</param>
public sealed partial record Cluster(Layout Layout, string Tools, Accounts Accounts)
{
    const UnixFileMode GroupMayRead = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    /// <summary>The data directory.</summary>
    public string Data => DataOf(Layout);

    string Making => Path.Combine(Layout.Database, "data.new");

    string SettingsFile => Path.Combine(Layout.Database, "postgresql.conf");

    string AccessFile => Path.Combine(Layout.Database, "pg_hba.conf");

    string UsersFile => Path.Combine(Layout.Database, "pg_ident.conf");

    Account Reader => new(Accounts.Control.Name, Accounts.Control.Uid, Accounts.Database.Gid);

    /// <summary>The major version that the environment's data are of, or null when there are none yet.</summary>
    public static int? PinnedMajor(Layout layout)
    {
        var file = Path.Combine(DataOf(layout), "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), NumberStyles.None | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var major)
            ? major
            : null;
    }

    /// <summary>Makes the data directory when there is none. It appears whole or not at all, and what is there is never deleted.</summary>
    /// <param name="wanted">The blueprint's major version, or null for whatever the tools are.</param>
    /// <param name="cancellation">Ends <c>initdb</c>; the next call begins again.</param>
    public async Task EnsureInitialisedAsync(int? wanted, CancellationToken cancellation)
    {
        EnsureFolders();
        var tools = await ToolsMajorAsync(cancellation);
        if (Directory.Exists(Data) && Directory.EnumerateFileSystemEntries(Data).Any())
        {
            CheckPresent(tools, wanted);
            return;
        }

        if (wanted is not null && wanted != tools)
        {
            throw new DatabaseException(
                $"The blueprint wants PostgreSQL {wanted}, and {Tools} is PostgreSQL {tools}.",
                $"Install postgresql-{wanted}, or write database: {{ version: {tools} }}.");
        }

        // Never started and never renamed: nobody's data.
        if (Directory.Exists(Making)) Directory.Delete(Making, recursive: true);
        Ownership.EnsureFolder(Making, Accounts.Database);
        await InitialiseAsync(cancellation);
        if (Directory.Exists(Data)) Directory.Delete(Data);
        Directory.Move(Making, Data);
        DurableFile.FlushFolder(Layout.Database);
    }

    /// <summary>Brings the configuration files and the sockets' folder to what they should be.</summary>
    /// <returns>Whether a file changed; a running server then needs <see cref="DatabaseServer.ReloadAsync"/>.</returns>
    public bool WriteConfiguration(PostgresConfiguration configuration)
    {
        EnsureFolders();
        return Replace(SettingsFile, configuration.Settings())
            | Replace(AccessFile, configuration.Access())
            | Replace(UsersFile, configuration.Users());
    }

    /// <summary>The server in the foreground, to be run as the database's user. SIGINT is its fast and clean stop.</summary>
    public Command ServerCommand() => new(
        Path.Combine(Tools, "postgres"),
        "-D", Data,
        "-c", $"config_file={SettingsFile}",
        "-c", $"hba_file={AccessFile}",
        "-c", $"ident_file={UsersFile}") { RunAs = Accounts.Database };

    static string DataOf(Layout layout) => Path.Combine(layout.Database, "data");

    void EnsureFolders()
    {
        Ownership.EnsureFolder(
            Layout.Database, Reader, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        Ownership.EnsureFolder(Layout.RunDatabase, Accounts.Database);
    }

    void CheckPresent(int tools, int? wanted)
    {
        if (PinnedMajor(Layout) is not { } pinned || !File.Exists(Path.Combine(Data, "global", "pg_control")))
        {
            throw new DatabaseException(
                $"{Data}: the folder holds files, but it is no PostgreSQL data directory.",
                "Railhead deletes no data that it does not know. Bring back the missing files, or move the folder away to begin with an empty database.");
        }

        if (pinned != tools)
        {
            throw new DatabaseException(
                $"{Data}: the data are of PostgreSQL {pinned}, and {Tools} is PostgreSQL {tools}.", $"Install postgresql-{pinned}.");
        }

        if (wanted is not null && wanted != pinned)
        {
            throw new DatabaseException(
                $"{Data}: the data are of PostgreSQL {pinned}, and the blueprint wants {wanted}. Railhead does not upgrade in place.",
                $"Write database: {{ version: {pinned} }}, or leave it out.");
        }
    }

    async Task<int> ToolsMajorAsync(CancellationToken cancellation)
    {
        var server = Path.Combine(Tools, "postgres");
        if (!File.Exists(server) || !File.Exists(Path.Combine(Tools, "initdb")))
            throw new DatabaseException($"{Tools}: the PostgreSQL server is not there (postgres, initdb).", "apt-get install postgresql");
        var result = await new Command(server, "--version").RunAsync(cancellation: cancellation);
        return Major().Match(result.Output) is { Success: true } match
            ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : throw new DatabaseException($"{server} does not tell its version: {result.Output}{result.Error}", "Install PostgreSQL again.");
    }

    async Task InitialiseAsync(CancellationToken cancellation)
    {
        var initdb = new Command(
            Path.Combine(Tools, "initdb"),
            "-D", Making, "-U", PostgresConfiguration.Superuser, "--data-checksums", "--encoding=UTF8", "--locale=C.UTF-8",
            "--auth-local=peer", "--auth-host=scram-sha-256")
        {
            RunAs = Accounts.Database,
            Environment = new Dictionary<string, string> { ["PATH"] = $"{Tools}:/usr/bin:/bin", ["LANG"] = "C.UTF-8", ["TZ"] = "UTC" },
        };
        var result = await initdb.RunAsync(cancellation: cancellation);
        if (result.Succeeded) return;
        throw new DatabaseException(
            $"initdb ended with {result.ExitCode} for {Making}:\n{result.Error.TrimEnd()}",
            $"{Accounts.Database.Name} must be able to enter every folder above it, and the disk must have room.");
    }

    bool Replace(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path) == text) return false;
        DurableFile.Write(path, text, GroupMayRead, Reader);
        return true;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex Major();
}
