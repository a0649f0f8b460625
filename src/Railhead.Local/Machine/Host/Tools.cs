using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>The engines and helpers found on this machine, and what is missing.</summary>
public sealed partial record Tools
{
    const string PostgresRoot = "/usr/lib/postgresql";
    static readonly string[] PostgresPrograms = ["postgres", "initdb", "pg_ctl"];

    static readonly (string Name, string Package)[] Needed =
    [
        ("haproxy", "haproxy"),
        ("nginx", "nginx-light"),
        ("git", "git"),
        ("tar", "tar"),
        ("setpriv", "util-linux"),
        ("setsid", "util-linux"),
        ("s6-svscan", "s6"),
        ("s6-supervise", "s6"),
        ("s6-svc", "s6"),
        ("s6-svstat", "s6"),
        ("s6-svscanctl", "s6"),
        ("s6-log", "s6"),
        ("s6-setuidgid", "s6"),
        ("s6-ipcserver", "s6"),
        ("s6-fdholder-daemon", "s6"),
        ("s6-fdholder-list", "s6"),
        ("s6-fdholder-store", "s6"),
        ("s6-fdholder-retrieve", "s6"),
        ("s6-fdholder-delete", "s6"),
    ];

    /// <summary>Program name to program; the versions of s6's programs are s6's.</summary>
    public required IReadOnlyDictionary<string, Tool> Found { get; init; }

    /// <summary>Newest major first.</summary>
    public required IReadOnlyList<PostgresInstallation> Postgres { get; init; }

    public required IReadOnlyList<MissingTool> Missing { get; init; }

    /// <summary>The PATH for everything that Railhead starts: the one of this process, completed by the system's folders.</summary>
    public required string SearchPath { get; init; }

    public Tool HAProxy => this["haproxy"];

    public Tool Nginx => this["nginx"];

    public Tool Git => this["git"];

    /// <summary>The version of s6, such as <c>2.11</c>.</summary>
    public string S6Version => this["s6-svc"].Version;

    /// <exception cref="RailheadException">It is missing; the message says what to install.</exception>
    public Tool this[string name] =>
        Found.TryGetValue(name, out var tool)
            ? tool
            : throw HostErrors.ProgramMissing(Problem ?? $"{name} is not among the programs that Railhead looks for");

    /// <summary>Null when nothing is missing; else what is, and the command that installs it.</summary>
    public string? Problem =>
        Missing.Count == 0
            ? null
            : $"Missing on this machine: {string.Join(", ", Missing.Select(m => $"{m.Name} (package {m.Package})"))}. "
                + $"Install with:  {(Ownership.CurrentUid == 0 ? "" : "sudo ")}"
                + $"apt-get install --no-install-recommends {string.Join(' ', MissingPackages)}";

    /// <summary>Debian's names of what is missing, each once.</summary>
    public IReadOnlyList<string> MissingPackages => [.. Missing.Select(m => m.Package).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>
    /// Looks through the PATH, then the system's folders (a daemon's PATH may lack /usr/sbin), and asks the programs for their versions.
    /// </summary>
    /// <param name="searchPath">Replaces this process's PATH and the system's folders.</param>
    /// <param name="postgresRoot">Replaces Debian's folder of PostgreSQL versions.</param>
    public static Tools Find(string? searchPath = null, string postgresRoot = PostgresRoot)
    {
        var path = searchPath ?? Completed(Environment.GetEnvironmentVariable("PATH"));
        var folders = path.Split(':', StringSplitOptions.RemoveEmptyEntries);
        var paths = Needed
            .Select(n => (n.Name, n.Package, Path: folders.Select(f => Path.Combine(f, n.Name)).FirstOrDefault(IsProgram)))
            .ToList();
        string? At(string name) => paths.First(p => p.Name == name).Path;

        var postgresBins = PostgresFolders(folders, postgresRoot).ToList();
        // All are started before the first is waited for.
        var versions = new Dictionary<string, Func<string>>
        {
            ["haproxy"] = AskVersion(At("haproxy"), "-v"),
            ["nginx"] = AskVersion(At("nginx"), "-v"),
            ["git"] = AskVersion(At("git"), "--version"),
        };
        var postgres = postgresBins.Select(bin => (Bin: bin, Version: AskVersion(Path.Combine(bin, "postgres"), "--version"))).ToList();
        var s6Version = S6VersionOf(At("s6-svc"));

        var found = paths
            .Where(p => p.Path is not null)
            .ToDictionary(
                p => p.Name,
                p => new Tool(
                    p.Path!,
                    p.Package == "s6" ? s6Version
                        : versions.TryGetValue(p.Name, out var ask) ? ask()
                        : ""
                )
            );
        var installations = postgres
            .Select(p => (p.Bin, Version: p.Version()))
            .Where(p => p.Version.Length > 0)
            .Select(p => new PostgresInstallation(int.Parse(p.Version.Split('.')[0], CultureInfo.InvariantCulture), p.Version, p.Bin))
            .OrderByDescending(p => p.Major)
            .ToList();
        var missing = paths.Where(p => p.Path is null).Select(p => new MissingTool(p.Name, p.Package)).ToList();
        if (installations.Count == 0)
        {
            missing.Add(new MissingTool("postgres", "postgresql"));
        }

        return new Tools
        {
            Found = found,
            Postgres = installations,
            Missing = missing,
            SearchPath = path,
        };
    }

    static string Completed(string? path) =>
        string.Join(
            ':',
            $"{path}:{Local.SearchPath.OfSystem}".Split(':', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)
        );

    static IEnumerable<string> PostgresFolders(string[] folders, string postgresRoot)
    {
        var versioned = Directory.Exists(postgresRoot) ? Directory.GetDirectories(postgresRoot).Select(d => Path.Combine(d, "bin")) : [];
        return folders
            .Concat(versioned)
            .Where(bin => PostgresPrograms.All(p => IsProgram(Path.Combine(bin, p))))
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>A symbolic link whose target is missing exists, but is not a program.</summary>
    static bool IsProgram(string path) =>
        File.Exists(path)
        && File.ResolveLinkTarget(path, returnFinalTarget: true) is not { Exists: false }
        && (File.GetUnixFileMode(path) & FileModes.Executable) != 0;

    static Func<string> AskVersion(string? program, string option)
    {
        if (program is null)
        {
            return () => "";
        }

        // Not by Command, which needs setsid: that is one of the programs that are looked for here.
        var start = new ProcessStartInfo(program, [option]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        return () =>
        {
            using (process)
            {
                // One line each, which no pipe is too small for.
                var text = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
                process.WaitForExit();
                return VersionNumber().Match(text).Value;
            }
        };
    }

    // s6's programs have no option that prints a version; the library that they are linked with carries it in its name.
    static string S6VersionOf(string? program)
    {
        if (program is null)
        {
            return "";
        }

        var library = S6Library().Match(Encoding.Latin1.GetString(File.ReadAllBytes(program)));
        return library.Success ? library.Groups[1].Value : "";
    }

    [GeneratedRegex(@"\d+(\.\d+)+")]
    private static partial Regex VersionNumber();

    [GeneratedRegex(@"libs6\.so\.(\d+(?:\.\d+)*)")]
    private static partial Regex S6Library();
}
