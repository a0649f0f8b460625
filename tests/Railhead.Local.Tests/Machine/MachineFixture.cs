namespace Railhead.Local.Tests;

/// <summary>An environment on this machine with real s6, in temporary folders; nothing of it is left when it is disposed.</summary>
sealed class MachineFixture : IAsyncDisposable
{
    static readonly Lazy<Tools> FoundTools = new(() => Tools.Find());

    MachineFixture(Layout layout, Accounts accounts)
    {
        Layout = layout;
        Accounts = accounts;
        Supervisor = new Supervisor(layout, Tools, accounts, TimeProvider.System);
    }

    public static Tools Tools => FoundTools.Value;

    public Layout Layout { get; }

    public Accounts Accounts { get; }

    public Supervisor Supervisor { get; }

    public static bool IsRoot => Ownership.CurrentUid == 0;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>As root, with users of numbers that nobody has; else everything is the current user.</summary>
    public static Accounts TestAccounts()
    {
        var current = new Account("test", Ownership.CurrentUid, Ownership.CurrentGid);
        Account Other(uint uid) => IsRoot ? new Account($"u{uid}", uid, uid) : current;
        return new Accounts(current, Other(61001), Other(61002), Other(61003), Other(61004), IsRoot);
    }

    public static async Task<MachineFixture> StartAsync(string app = "app", bool svscan = true)
    {
        // Spaces and letters beyond ASCII are part of every test's path.
        var home = Path.Combine(Path.GetTempPath(), $"rh {Guid.NewGuid().ToString("N")[..6]} ü");
        var layout = MachinePaths.LayoutFor(home, app, "local", _ => null, Ownership.CurrentUid);
        var machine = new MachineFixture(layout, TestAccounts());
        MachinePaths.Prepare(layout, machine.Accounts);
        if (svscan)
        {
            await machine.Supervisor.StartAsync(Environment.GetEnvironmentVariable, Cancellation);
        }

        return machine;
    }

    /// <summary>A service that says its pid and lives.</summary>
    public static ServiceDefinition Sleeper(string name = "web") => new(name, ["/bin/sh", "-c", "echo \"started $$\"; exec sleep 1000"]);

    public async Task<int> InstallUpAsync(ServiceDefinition definition)
    {
        await Supervisor.InstallAsync(definition, cancellation: Cancellation);
        return await UpAsync(definition.Name);
    }

    public Task<int> UpAsync(string name, int? other = null) =>
        Eventually.IsAsync(
            () => Supervisor.Status(name)?.Pid is { } pid && pid != other ? pid : 0,
            p => p != 0,
            $"{name} runs{(other is null ? "" : " again")}"
        );

    public string Log(string name)
    {
        try
        {
            return File.ReadAllText(Layout.LogFile(name));
        }
        catch (IOException)
        {
            // Not yet, or just being rotated.
            return "";
        }
    }

    public Task LoggedAsync(string name, string text) =>
        Eventually.IsAsync(() => Log(name), l => l.Contains(text, StringComparison.Ordinal), $"\"{text}\" in the log of {name}");

    /// <summary>Processes that have this environment's folder in their command line, current folder or mark.</summary>
    public IReadOnlyList<(int Pid, string Text)> Processes() =>
        [
            .. ProcessTable
                .Pids()
                .Where(p => p != Environment.ProcessId && ProcessTable.Find(p) is { IsZombie: false })
                .Where(p =>
                    ProcessTable.CommandLine(p).Contains(Layout.Home, StringComparison.Ordinal)
                    || (ProcessTable.CurrentFolder(p)?.StartsWith(Layout.Home, StringComparison.Ordinal) ?? false)
                    || (ProcessTable.ServiceOf(p)?.StartsWith(Layout.Home, StringComparison.Ordinal) ?? false)
                )
                .Select(p => (p, $"{ProcessTable.Name(p)} {ProcessTable.CommandLine(p).Replace('\0', ' ')}")),
        ];

    /// <summary>The process of this name in this folder, or with this text in its command line; it may be about to start.</summary>
    public static Task<int> FindAsync(string name, string folderOrText) =>
        Eventually.IsAsync(
            () =>
                ProcessTable
                    .Pids()
                    .FirstOrDefault(p =>
                        ProcessTable.Name(p) == name
                        && (
                            ProcessTable.CurrentFolder(p) == folderOrText
                            || ProcessTable.CommandLine(p).Contains(folderOrText, StringComparison.Ordinal)
                        )
                    ),
            p => p != 0,
            $"{name} runs for {folderOrText}"
        );

    public static void Kill(int pid) => Assert.True(ProcessTable.Signal(pid, 9));

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Supervisor.ShutdownAsync([]);
            foreach (var (pid, _) in Processes())
            {
                ProcessTable.Signal(pid, 9);
            }
        }
        finally
        {
            MachinePaths.DeleteRun(Layout);
            Directory.Delete(Layout.Home, recursive: true);
        }
    }
}
