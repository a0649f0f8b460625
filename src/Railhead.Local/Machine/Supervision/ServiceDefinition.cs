namespace Railhead.Local;

/// <summary>One supervised process, as data: <see cref="ServiceFolder"/> turns it into the files that s6 runs.</summary>
/// <param name="Name">Folder below <see cref="Layout.Services"/> and <see cref="Layout.Logs"/>.</param>
/// <param name="Command">Program and arguments; it must stay in the foreground.</param>
public sealed record ServiceDefinition(string Name, IReadOnlyList<string> Command)
{
    /// <summary>Null is the service folder, or / for a process of another user's, who cannot enter that one.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Plain variables; they are readable in the service folder, so secrets go to <see cref="EnvironmentFile"/>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// A file of <see cref="ShellText.Exports"/> lines. It is opened before privileges are dropped and read afterwards: its variables come
    /// from the app, and a PATH or LD_PRELOAD among them must not work on the control plane's user. While it is missing (tmpfs is empty
    /// after a reboot) the service waits for it.
    /// </summary>
    public string? EnvironmentFile { get; init; }

    /// <summary>A folder that is emptied before each start and after each end.</summary>
    public string? TemporaryFolder { get; init; }

    /// <summary>Whom the process runs as; null is the control plane's user.</summary>
    public Account? RunAs { get; init; }

    /// <summary>See <see cref="Local.Walls.Words"/>; empty without walls.</summary>
    public IReadOnlyList<string> Walls { get; init; } = [];

    /// <summary>HOME of a process that runs as somebody else; the working directory unless given.</summary>
    public string? Home { get; init; }

    /// <summary>Seconds that a start waits at most when the process keeps ending soon after its start.</summary>
    public int LongestPause { get; init; } = 30;

    /// <summary>Octal.</summary>
    public string Umask { get; init; } = "022";

    /// <summary>
    /// Shell lines that run in the service folder as the control plane's user before each start, after the variables are set.
    /// </summary>
    public IReadOnlyList<string> Prepare { get; init; } = [];

    /// <summary>Further files of the folder: path below it, and content.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>The signal that asks the process to finish, without SIG: QUIT for nginx, USR1 for HAProxy, INT for PostgreSQL.</summary>
    public string StopSignal { get; init; } = "TERM";

    /// <summary>Whether the other processes of its group get the stop signal too, as an app's do.</summary>
    public bool SignalsGroup { get; init; }

    /// <summary>From the stop signal to KILL when it is stopped.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the stop signal to KILL for what a killed supervisor left running, before the next start.</summary>
    public TimeSpan LeftoverTimeout { get; init; } = TimeSpan.FromSeconds(0.5);
}
