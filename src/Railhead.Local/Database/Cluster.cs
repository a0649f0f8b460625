using System.Globalization;
using Railhead.ObjectStore;

namespace Railhead.Local;

/// <summary>
/// One PostgreSQL data directory with its configuration beside it. The data belong to the database's user; the configuration belongs to
/// the control plane, and the database can only read it.
/// </summary>
/// <param name="Layout">Whose database it is.</param>
/// <param name="Server">The server's programs, of the same major version as the data.</param>
/// <param name="Accounts">The users of the environment.</param>
public sealed record Cluster(Layout Layout, PostgresInstallation Server, Accounts Accounts)
{
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
        return
            File.Exists(file)
            && int.TryParse(File.ReadAllText(file).TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            ? major
            : null;
    }

    /// <summary>The cluster with the server that fits: the data's major version, else the wanted one, else the newest.</summary>
    /// <param name="layout">Whose database it is.</param>
    /// <param name="installed">See <see cref="Tools.Postgres"/>.</param>
    /// <param name="accounts">The users of the environment.</param>
    /// <param name="wanted">The blueprint's major version, or null.</param>
    /// <exception cref="DatabaseException">There is none that fits.</exception>
    public static Cluster Choose(Layout layout, IReadOnlyList<PostgresInstallation> installed, Accounts accounts, int? wanted)
    {
        var pinned = PinnedMajor(layout);
        if (pinned is not null && wanted is not null && wanted != pinned)
        {
            throw DatabaseErrors.DataOfAnotherVersion(DataOf(layout), pinned.Value, wanted.Value);
        }

        var major = pinned ?? wanted;
        if (installed.FirstOrDefault(each => major is null || each.Major == major) is { } server)
        {
            return new Cluster(layout, server, accounts);
        }

        throw (pinned, wanted) switch
        {
            ({ } data, _) => DatabaseErrors.ServerOfDataNotInstalled(DataOf(layout), data, installed),
            (null, { } version) => DatabaseErrors.VersionNotInstalled(version, installed),
            _ => DatabaseErrors.NoServerInstalled(),
        };
    }

    /// <summary>Makes the data directory when there is none. It appears whole or not at all, and what is there is never deleted.</summary>
    public async Task EnsureInitialisedAsync(CancellationToken cancellation)
    {
        EnsureFolders();
        if (Directory.Exists(Data) && Directory.EnumerateFileSystemEntries(Data).Any())
        {
            CheckPresent();
            return;
        }

        // Never started and never renamed: nobody's data.
        if (Directory.Exists(Making))
        {
            Directory.Delete(Making, recursive: true);
        }

        Ownership.EnsureFolder(Making, Accounts.Database);
        await InitialiseAsync(cancellation);
        if (Directory.Exists(Data))
        {
            Directory.Delete(Data);
        }

        Directory.Move(Making, Data);
        DurableFolder.Flush(Layout.Database);
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
    public Command ServerCommand() =>
        new(
            "/bin/sh",
            "-c",
            StaleLocks,
            "sh",
            Data,
            Layout.RunDatabase,
            Path.Combine(Server.Bin, "postgres"),
            "-D",
            Data,
            "-c",
            $"config_file={SettingsFile}",
            "-c",
            $"hba_file={AccessFile}",
            "-c",
            $"ident_file={UsersFile}"
        )
        {
            RunAs = Accounts.Database,
        };

    /// <summary>
    /// PostgreSQL does not start while the process whose number its lock files have is alive. After a power cut that number may belong to
    /// anybody, and a file may be empty. A server of this cluster works in its data folder; any other process is replaced by this one,
    /// which PostgreSQL takes for nobody. The rest of the file stays: it names the shared memory that no two servers may use.
    /// </summary>
    const string StaleLocks = """
        data=$1 run=$2; shift 2
        for lock in "$data/postmaster.pid" "$run"/.s.PGSQL.*.lock; do
            [ -e "$lock" ] || continue
            if ! [ -s "$lock" ]; then rm -f "$lock"; continue; fi
            pid=; read -r pid <"$lock"
            [ "$(readlink "/proc/${pid#-}/cwd")" = "$data" ] || sed -i "1s/.*/$$/" "$lock"
        done
        exec "$@"
        """;

    static string DataOf(Layout layout) => Path.Combine(layout.Database, "data");

    void EnsureFolders()
    {
        Ownership.EnsureFolder(Layout.Database, Reader, FileModes.GroupReads);
        Ownership.EnsureFolder(Layout.RunDatabase, Accounts.Database);
    }

    void CheckPresent()
    {
        if (PinnedMajor(Layout) is not null && File.Exists(Path.Combine(Data, "global", "pg_control")))
        {
            return;
        }

        throw DatabaseErrors.UnknownData(Data);
    }

    async Task InitialiseAsync(CancellationToken cancellation)
    {
        var initdb = new Command(
            Path.Combine(Server.Bin, "initdb"),
            "-D",
            Making,
            "-U",
            PostgresConfiguration.Superuser,
            "--data-checksums",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--auth-local=peer",
            "--auth-host=scram-sha-256"
        )
        {
            RunAs = Accounts.Database,
            Environment = new Dictionary<string, string>
            {
                ["PATH"] = $"{Server.Bin}:/usr/bin:/bin",
                ["LANG"] = "C.UTF-8",
                ["TZ"] = "UTC",
            },
        };
        var result = await initdb.RunAsync(cancellation: cancellation);
        if (result.Succeeded)
        {
            return;
        }

        throw DatabaseErrors.InitdbFailed(Making, result, Accounts.Database.Name);
    }

    bool Replace(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path) == text)
        {
            return false;
        }

        DurableFile.Write(path, text, FileModes.GroupReadsFile, Reader);
        return true;
    }
}
