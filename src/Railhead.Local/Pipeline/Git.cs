using System.Globalization;

namespace Railhead.Local;

/// <summary>
/// The one place that runs git. Commands get an environment and a configuration of their own, so that a commit means the same for
/// everybody: no variable and no file of the user or the machine counts, and no hook, filter, pager, helper or network is used.
/// </summary>
/// <param name="Program">The path of git.</param>
public sealed record Git(string Program)
{
    // Git gives these to the hooks of a push, which has its new objects in a folder apart (githooks(5)).
    static readonly string[] OfHook = ["GIT_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH"];

    // These win over the configuration that lies in a repository itself. The owner may be another user: root deploys a user's repository.
    // Git's own guard against that (safe.directory) protects from hooks and programs of strangers, which are all off here.
    static readonly (string Key, string Value)[] Overrides =
    [
        ("safe.directory", "*"),
        ("core.hooksPath", "/dev/null"),
        ("core.fsmonitor", "false"),
        ("core.attributesFile", "/dev/null"),
        ("core.useReplaceRefs", "false"),
    ];

    /// <summary>A command on the repository around a folder.</summary>
    public Command In(string folder, params IReadOnlyList<string> arguments) =>
        new(Program, ["-C", folder, .. arguments]) { Environment = Hermetic() };

    /// <summary>A command on a bare repository.</summary>
    public Command InBare(string repository, params IReadOnlyList<string> arguments) =>
        new(Program, ["--git-dir", repository, .. arguments]) { Environment = Hermetic() };

    /// <summary>A command on the repository that the hook of a push runs in, with the objects that were pushed.</summary>
    public Command InHook(params IReadOnlyList<string> arguments)
    {
        var environment = Hermetic();
        foreach (var name in OfHook)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }

        return new(Program, arguments) { Environment = environment, WorkingDirectory = Directory.GetCurrentDirectory() };
    }

    /// <summary>
    /// The receiving side of a push that came over SSH. The hooks of the repository run, so its own configuration counts; nothing of the
    /// client's or the machine's does.
    /// </summary>
    /// <param name="repository">The environment's repository.</param>
    /// <param name="remote">See <see cref="PushReceiver.RemoteVariable"/>.</param>
    public Command Receive(string repository, string remote)
    {
        var environment = new Dictionary<string, string>(RuntimeSettings.ForServices(Own())) { [PushReceiver.RemoteVariable] = remote };
        // Git warns of it, and the user who pushes would read that. No push writes such a file.
        environment.Remove("GIT_GRAFT_FILE");
        return new(Program, ["receive-pack", repository]) { Environment = environment };
    }

    /// <summary>
    /// A command with the user's own configuration, which says how files of the work tree compare to the commit (line ends, ignored files).
    /// It runs no filter either: <paramref name="filters"/> are switched off.
    /// </summary>
    public Command AsUser(string folder, IEnumerable<string> filters, params IReadOnlyList<string> arguments)
    {
        var environment = new Dictionary<string, string>(Own());
        foreach (var name in (string[])["HOME", "XDG_CONFIG_HOME"])
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }

        Configure(
            environment,
            [
                .. Overrides,
                .. filters.SelectMany(filter =>
                    ((string, string)[])
                        [($"filter.{filter}.clean", ""), ($"filter.{filter}.process", ""), ($"filter.{filter}.required", "false")]
                ),
            ]
        );
        environment.Remove("GIT_CONFIG_NOSYSTEM");
        environment.Remove("GIT_CONFIG_GLOBAL");
        return new(Program, ["-C", folder, .. arguments]) { Environment = environment };
    }

    static Dictionary<string, string> Hermetic()
    {
        var environment = Own();
        Configure(environment, Overrides);
        return environment;
    }

    // No HOME: git would look for ignore and attribute files there whatever its configuration says.
    static Dictionary<string, string> Own() =>
        new()
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "",
            ["LC_ALL"] = "C",
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_ATTR_NOSYSTEM"] = "1",
            ["GIT_NO_REPLACE_OBJECTS"] = "1",
            ["GIT_GRAFT_FILE"] = "/dev/null",
            ["GIT_OPTIONAL_LOCKS"] = "0",
            ["GIT_TERMINAL_PROMPT"] = "0",
            // A partial clone would fetch what it lacks, with the user's programs and keys.
            ["GIT_ALLOW_PROTOCOL"] = "none",
        };

    static void Configure(Dictionary<string, string> environment, (string Key, string Value)[] settings)
    {
        environment["GIT_CONFIG_COUNT"] = settings.Length.ToString(CultureInfo.InvariantCulture);
        foreach (var (index, (key, value)) in settings.Index())
        {
            environment[$"GIT_CONFIG_KEY_{index}"] = key;
            environment[$"GIT_CONFIG_VALUE_{index}"] = value;
        }
    }
}
