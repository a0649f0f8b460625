using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Railhead.EndToEnd;

/// <summary>
/// A folder with a RAILHEAD_HOME of its own and the <c>railhead</c> command as somebody would run it there. At its end nothing runs
/// any more, also when a test has failed.
/// </summary>
sealed class Sandbox : IAsyncDisposable
{
    static readonly ConcurrentDictionary<string, string> Open = [];

    // A run that is stopped from outside disposes nothing.
    static readonly PosixSignalRegistration[] Stops =
    [
        .. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT }.Select(signal => PosixSignalRegistration.Create(signal, _ => KillAll())),
    ];

    // The first command of a checkout builds it, which takes minutes on a busy machine and is no test's business.
    static readonly Lazy<Task> Built = new(async () =>
    {
        await using var building = new Running([Script, "version"], SourceTree.Root, new Dictionary<string, string?>());
        (await building.EndAsync(TimeSpan.FromMinutes(30))).Succeeded();
    });

    readonly List<AppRepository> _apps = [];

    Sandbox(string root, string home, string script, ThrowawayUser? user) => (Root, Home, Program, User) = (root, home, script, user);

    public string Root { get; }

    static string Script => SourceTree.PathOf("railhead");

    /// <summary>RAILHEAD_HOME.</summary>
    public string Home { get; }

    public ThrowawayUser? User { get; }

    /// <summary>Builds this checkout's <c>railhead</c>, once.</summary>
    public static Task BuildAsync() => Built.Value;

    /// <summary>The <c>railhead</c> program or script.</summary>
    public string Program { get; set; }

    /// <param name="homeName">The last part of RAILHEAD_HOME.</param>
    /// <param name="user">Who runs everything; null: whoever runs the tests.</param>
    /// <param name="script">The <c>railhead</c> script; null: this repository's.</param>
    public static async Task<Sandbox> CreateAsync(string homeName = "home", ThrowawayUser? user = null, string? script = null)
    {
        await BuildAsync();
        // The users of builds and tasks must be able to enter it.
        var root = Path.Combine(Path.GetTempPath(), $"rh-{Guid.NewGuid().ToString("N")[..8]}");
        Assert.NotEmpty(Stops);
        Open[root] = root;
        Directory.CreateDirectory(root);
        File.SetUnixFileMode(root, (UnixFileMode)0b111_101_101);
        Directory.CreateDirectory(Path.Combine(root, "user-home"));
        if (user is not null)
        {
            await user.OwnAsync(root);
        }

        return new(root, Path.Combine(root, homeName), script ?? Script, user);
    }

    public IReadOnlyDictionary<string, string?> Environment
    {
        get
        {
            var variables = new Dictionary<string, string?> { ["RAILHEAD_HOME"] = Home, ["NO_COLOR"] = "1" };
            if (User is not null)
            {
                var own = Path.Combine(Root, "user-home");
                variables["HOME"] = own;
                variables["USER"] = variables["LOGNAME"] = User.Name;
                variables["XDG_CONFIG_HOME"] = Path.Combine(own, "config");
                variables["XDG_STATE_HOME"] =
                    variables["XDG_RUNTIME_DIR"] =
                    variables["XDG_CACHE_HOME"] =
                    variables["XDG_DATA_HOME"] =
                        null;
            }

            return variables;
        }
    }

    /// <summary>A program with this sandbox's user and environment.</summary>
    public Running Start(IReadOnlyList<string> command, string? folder = null, byte[]? input = null) =>
        new(User?.Command([.. command]) ?? command, folder ?? Root, Environment, input);

    public Running StartRailhead(params string[] arguments) => Start([Program, .. arguments]);

    public Task<Finished> RailheadAsync(params string[] arguments) => RailheadAsync(null, arguments);

    public async Task<Finished> RailheadAsync(byte[]? input, string[] arguments, double minutes = 10)
    {
        await using var running = Start([Program, .. arguments], input: input);
        return await running.EndAsync(TimeSpan.FromMinutes(minutes));
    }

    /// <summary>Makes an app in this sandbox, in a git repository of its own with one commit.</summary>
    public async Task<AppRepository> AddAppAsync(string name, Action<string> fill)
    {
        var app = await AppRepository.CreateAsync(this, name, fill);
        _apps.Add(app);
        return app;
    }

    /// <summary>The test app, which needs no build.</summary>
    /// <param name="name">The app's name in the blueprint.</param>
    /// <param name="mode">The argument of the test app.</param>
    /// <param name="more">Further keys of the blueprint.</param>
    public Task<AppRepository> AddTestAppAsync(string name, string mode = "serve", string more = "") =>
        AddAppAsync(
            name,
            folder =>
            {
                SourceTree.Copy(AppRepository.TestApp, Path.Combine(folder, "program"));
                File.WriteAllText(Path.Combine(folder, "railhead.yaml"), AppRepository.TestBlueprint(name, mode, more));
            }
        );

    public async ValueTask DisposeAsync()
    {
        var trouble = "";
        await KeepLogsAsync();
        foreach (var app in _apps)
        {
            var down = await app.RailheadAsync("down", "--purge", "--yes");
            // 3: it was not running, or already purged by the test.
            if (down.ExitCode is not (0 or 3))
            {
                trouble += down.Said;
            }
        }

        foreach (var (pid, command) in Machine.ProcessesThatMention(Root))
        {
            trouble += $"left behind: {pid} {command}\n";
            Machine.TryKill(pid);
        }

        Directory.Delete(Root, recursive: true);
        Open.TryRemove(Root, out _);
        if (trouble.Length > 0)
        {
            throw new InvalidOperationException(trouble);
        }
    }

    static void KillAll()
    {
        foreach (var root in Open.Keys)
        {
            // Again and again: a supervisor that lives a moment longer than its child starts another.
            for (var i = 0; i < 50 && Machine.ProcessesThatMention(root) is { Count: > 0 } living; i++)
            {
                foreach (var (pid, _) in living)
                {
                    Machine.TryKill(pid);
                }
            }

            if (Directory.Exists(root))
            {
                Directory.Delete(root, recursive: true);
            }
        }
    }

    /// <summary>With RAILHEAD_TEST_LOGS, a folder: what the processes said, for whoever has to find out why a test failed.</summary>
    async Task KeepLogsAsync()
    {
        var keep = System.Environment.GetEnvironmentVariable("RAILHEAD_TEST_LOGS");
        if (keep is not { Length: > 0 } || !Directory.Exists(Home))
        {
            return;
        }

        foreach (
            var logs in Directory
                .GetDirectories(Home, "logs", SearchOption.AllDirectories)
                .Where(d => !d.Contains(".git", StringComparison.Ordinal))
        )
        {
            var to = Path.Combine(keep, Path.GetFileName(Root) + Path.GetDirectoryName(logs)![Home.Length..].Replace('/', '-'));
            Directory.CreateDirectory(to);
            await Machine.RunAsync("/", "cp", "-r", logs, to);
        }
    }
}
