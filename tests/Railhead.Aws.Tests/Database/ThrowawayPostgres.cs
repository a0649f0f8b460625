using System.Diagnostics;

namespace Railhead.Aws.Tests;

/// <summary>
/// A PostgreSQL of its own on a socket in a folder, with an administrator who may as much as RDS's: make roles, and no more.
/// </summary>
public sealed class ThrowawayPostgres : IDisposable
{
    public const string AdminPassword = "AdminPassword1";

    static readonly string[] AsNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"];

    readonly string? _bin;
    readonly string _folder = Directory.CreateTempSubdirectory("railhead-pg-").FullName;

    int _apps;

    public ThrowawayPostgres()
    {
        _bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .EnumerateDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(path => File.Exists(Path.Combine(path, "initdb")))
                .Max()
            : null;
        if (_bin is null)
        {
            return;
        }
        // PostgreSQL refuses to run as root.
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", ["65534:65534", _folder]);
        }

        File.WriteAllText(Path.Combine(_folder, "superuser"), "SuperPassword1\n");
        Server("initdb", "-D", Data, "-A", "scram-sha-256", "-U", "super", "--pwfile", Path.Combine(_folder, "superuser"));
        // Whatever the server could ever write about a statement, it writes.
        Server(
            "pg_ctl",
            "-D",
            Data,
            "-w",
            "-l",
            LogPath,
            "-o",
            $"-k {_folder} -c listen_addresses= -c log_statement=all -c log_min_duration_statement=0",
            "start"
        );
        Query("super", "SuperPassword1", "postgres", $"CREATE ROLE railhead_admin LOGIN CREATEROLE CREATEDB PASSWORD '{AdminPassword}'");
    }

    public string Log => File.ReadAllText(LogPath);

    string Data => Path.Combine(_folder, "data");

    string LogPath => Path.Combine(_folder, "log");

    /// <summary>A database of the administrator's, as RDS makes it.</summary>
    public string NewDatabase()
    {
        RequiredTools.Need(_bin is not null, "This test needs PostgreSQL.");
        var name = $"shop{++_apps}";
        Query("railhead_admin", AdminPassword, "postgres", $"CREATE DATABASE {name}");
        return name;
    }

    /// <summary>The script as the task runs it.</summary>
    public (int ExitCode, string Output) Script(string app, string user, string password, string adminPassword = AdminPassword) =>
        Start(
            "/bin/sh",
            ["-c", Scripts.Read("role.sh")],
            new()
            {
                ["PATH"] = $"{_bin}:{Environment.GetEnvironmentVariable("PATH")}",
                ["PGHOST"] = _folder,
                ["PGDATABASE"] = app,
                ["OWNER"] = app,
                ["USERS"] = $"{app}_a {app}_b",
                ["ADMIN_USER"] = "railhead_admin",
                ["ADMIN_PASSWORD"] = adminPassword,
                ["APP_USER"] = user,
                ["APP_PASSWORD"] = password,
            }
        );

    public string Query(string user, string password, string database, string sql)
    {
        var (exitCode, output) = Start(
            Path.Combine(_bin!, "psql"),
            ["-XAtq", "-U", user, "-d", database, "-c", sql],
            new() { ["PGHOST"] = _folder, ["PGPASSWORD"] = password }
        );
        return exitCode == 0 ? output.Trim() : throw new InvalidOperationException(output);
    }

    public void Dispose()
    {
        if (_bin is not null)
        {
            Server("pg_ctl", "-D", Data, "-m", "immediate", "stop");
        }

        Directory.Delete(_folder, recursive: true);
    }

    void Server(string program, params string[] arguments)
    {
        string[] command = [.. Environment.IsPrivilegedProcess ? AsNobody : [], Path.Combine(_bin!, program), .. arguments];
        Run(command[0], command[1..]);
    }

    static void Run(string program, string[] arguments)
    {
        var (exitCode, output) = Start(program, arguments, []);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)}\n{output}");
    }

    static (int ExitCode, string Output) Start(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardInput = true };
        // Errors and results in one stream. A server that stays behind must not hold it.
        foreach (var argument in (string[])["-c", "exec \"$@\" 2>&1", "sh", program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        if (arguments.Contains("start"))
        {
            process.WaitForExit();
            return (process.ExitCode, "");
        }

        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
