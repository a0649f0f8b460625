namespace Railhead.EndToEnd;

/// <summary>An app's git repository, and what its owner does with it.</summary>
sealed class AppRepository
{
    /// <summary>The built test app, beside this program.</summary>
    public static string TestApp => Path.Combine(AppContext.BaseDirectory, "TestApp");

    readonly Sandbox _sandbox;

    AppRepository(Sandbox sandbox, string name, string folder) => (_sandbox, Name, Folder) = (sandbox, name, folder);

    public string Name { get; }

    public string Folder { get; }

    public static string TestBlueprint(string name, string mode = "serve", string more = "") =>
        $"""
            app: {name}
            start: ./program/TestApp {mode}
            health: /up
            {more}

            """;

    public static async Task<AppRepository> CreateAsync(Sandbox sandbox, string name, Action<string> fill)
    {
        var folder = Path.Combine(sandbox.Root, "apps", name);
        Directory.CreateDirectory(folder);
        fill(folder);
        if (sandbox.User is not null)
        {
            await sandbox.User.OwnAsync(folder);
        }

        var app = new AppRepository(sandbox, name, folder);
        await app.GitAsync("init", "-q", "-b", "main");
        await app.GitAsync("config", "user.name", "Somebody");
        await app.GitAsync("config", "user.email", "somebody@example.org");
        await app.CommitAsync("Begin");
        return app;
    }

    public async Task<Finished> GitAsync(params string[] arguments) => (await TryGitAsync(arguments)).Succeeded();

    public async Task<Finished> TryGitAsync(params string[] arguments)
    {
        await using var running = _sandbox.Start(["git", .. arguments], Folder);
        return await running.EndAsync(TimeSpan.FromMinutes(10));
    }

    public async Task<string> CommitAsync(string message)
    {
        if (_sandbox.User is not null)
        {
            await _sandbox.User.OwnAsync(Folder);
        }

        await GitAsync("add", "-A");
        await GitAsync("commit", "-q", "--allow-empty", "-m", message);
        return await HeadAsync();
    }

    public async Task<string> HeadAsync() => (await GitAsync("rev-parse", "HEAD")).Output.Trim();

    /// <summary>What the environment's repository says is deployed.</summary>
    public async Task<string> RemoteHeadAsync() => (await GitAsync("ls-remote", "railhead", "refs/heads/main")).Output.Split('\t')[0];

    public Task<Finished> PushAsync() => TryGitAsync("push", "railhead", "main");

    public void Write(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Edit(string file, string from, string to)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    public Task<Finished> RailheadAsync(params string[] arguments) => RailheadAsync(null, arguments);

    /// <summary>Runs <c>railhead</c> for this app.</summary>
    public Task<Finished> RailheadAsync(byte[]? input, string[] arguments) =>
        _sandbox.RailheadAsync(input, [arguments[0], "--app", Folder, .. arguments.Skip(1)]);

    public Running StartRailhead(params string[] arguments) =>
        _sandbox.StartRailhead([arguments[0], "--app", Folder, .. arguments.Skip(1)]);

    /// <summary>Runs <c>up</c> and adds the remote that it names.</summary>
    public async Task<Status> UpAsync(params string[] arguments)
    {
        (await RailheadAsync(["up", .. arguments])).Succeeded();
        var status = await StatusAsync();
        if (!(await GitAsync("remote")).Output.Contains("railhead", StringComparison.Ordinal))
        {
            await GitAsync("remote", "add", "railhead", status.Remote);
        }

        return status;
    }

    public async Task<Status> StatusAsync() => Status.Parse((await RailheadAsync("status", "--json")).Succeeded().Output);

    public Task<Status> WholeAsync(string what, double seconds = Eventually.Seconds, Func<Status, bool>? also = null) =>
        Eventually.GetAsync(
            async () => await StatusAsync() is var status && status.Whole && (also?.Invoke(status) ?? true) ? status : null,
            $"{what} should be whole again",
            seconds
        );

    /// <summary>The environment that a task has.</summary>
    public async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync() =>
        (await RailheadAsync("exec", "--", "env", "-0"))
            .Succeeded()
            .Output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts[1]);
}
