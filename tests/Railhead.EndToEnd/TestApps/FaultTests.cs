using System.Net;
using System.Net.Sockets;

namespace Railhead.EndToEnd;

/// <summary>What goes wrong on people's machines: each gets a clear message or is borne.</summary>
public sealed class FaultTests
{
    const string Small = "database: none\nservice: { desired: 1, min: 1, max: 1 }";

    static string NewName() => $"e2e-{Guid.NewGuid().ToString("N")[..6]}";

    [Fact]
    public async Task Wrong_usage_has_exit_code_2_and_what_does_not_run_3()
    {
        await using var sandbox = await Sandbox.CreateAsync();
        var app = await sandbox.AddTestAppAsync(NewName(), more: Small);
        (await sandbox.RailheadAsync("fly")).FailedWith(2);
        (await app.RailheadAsync("status", "--sideways")).FailedWith(2);
        (await app.RailheadAsync("status")).FailedWith(3);
        (await sandbox.RailheadAsync("up", Path.Combine(sandbox.Root, "nowhere"))).FailedWith(2);
        (await app.RailheadAsync("check")).Succeeded();
        var version = Json.Read((await sandbox.RailheadAsync("version", "--json")).Succeeded().Output);
        Assert.NotNull(version.Text("version"));
    }

    [Fact]
    public async Task A_taken_port_is_named_and_its_freeing_is_enough()
    {
        await using var sandbox = await Sandbox.CreateAsync();
        int port;
        AppRepository app;
        using (var holder = new TcpListener(IPAddress.Loopback, 0))
        {
            holder.Start();
            port = ((IPEndPoint)holder.LocalEndpoint).Port;
            app = await sandbox.AddTestAppAsync(NewName(), more: $"{Small}\nlisten: {{ http: {port} }}");
            var up = (await app.RailheadAsync("up")).FailedWith(1);
            Assert.Contains($"{port}", up.Error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(Path.Combine(sandbox.Home, "apps")), "a refused up has made something");
        }

        var status = await app.UpAsync();
        Assert.EndsWith($":{port}", status.Url, StringComparison.Ordinal);
        Assert.True(status.Whole);
    }

    [Fact]
    public async Task Two_ups_at_once_end_in_one_app()
    {
        await using var sandbox = await Sandbox.CreateAsync();
        var name = NewName();
        var app = await sandbox.AddTestAppAsync(name, more: Small);
        var both = await Task.WhenAll(app.RailheadAsync("up"), app.RailheadAsync("up"));

        Assert.Contains(both, up => up.ExitCode == 0);
        Assert.All(both, up => Assert.True(up.ExitCode == 0 || (up.ExitCode == 1 && up.Error.Length > 20), up.Said));
        var status = await app.UpAsync();
        Assert.True(status.Whole);
        Assert.Single(Machine.ProcessesThatMention(sandbox.Home), p => p.CommandLine.Contains("s6-svscan ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_first_up_of_an_app_that_exits_at_once_fails_with_its_last_words_and_can_be_put_right()
    {
        await using var sandbox = await Sandbox.CreateAsync();
        var name = NewName();
        var app = await sandbox.AddTestAppAsync(name, "exits", Small);
        var up = (await app.RailheadAsync("up")).FailedWith(1);
        Assert.Contains("flux compensator", up.Error + up.Output, StringComparison.Ordinal);

        app.Write("railhead.yaml", AppRepository.TestBlueprint(name, more: Small));
        var commit = await app.CommitAsync("Serve");
        var status = await app.UpAsync();
        Assert.True(status.Whole);
        Assert.Equal(commit, status.Revision);
    }

    [Fact]
    public async Task An_interrupted_up_exits_130_and_the_next_goes_on()
    {
        await using var sandbox = await Sandbox.CreateAsync();
        var app = await sandbox.AddTestAppAsync(NewName(), more: Small);
        await using (var up = app.StartRailhead("up", "--json"))
        {
            await Eventually.TrueAsync(() => up.Output.Contains("storage", StringComparison.Ordinal), "up should have begun");
            (await Machine.RunAsync("/", "kill", "-INT", $"{up.Id}")).Succeeded();
            (await up.EndAsync(TimeSpan.FromMinutes(1))).FailedWith(130);
        }

        Assert.True((await app.UpAsync()).Whole);
    }

    [Fact]
    public async Task A_home_with_spaces_and_umlauts_that_is_too_long_for_sockets_is_borne_and_purged_without_a_trace()
    {
        await using var sandbox = await Sandbox.CreateAsync($"Jürgens Häuser & Höfe/{new string('x', 120)}");
        var name = NewName();
        var app = await sandbox.AddTestAppAsync(name);
        var before = RunFolders();
        var status = await app.UpAsync();
        Assert.True(status.Whole);
        Assert.NotNull(status.Database);
        Assert.NotEmpty(RunFolders().Except(before));
        using (var http = new HttpClient())
        {
            Assert.Equal(status.Revision, await http.GetStringAsync($"{status.Url}/version", TestContext.Current.CancellationToken));
        }

        app.Write("note", "pushed");
        await app.CommitAsync("Push into a strange place");
        (await app.PushAsync()).Succeeded();

        (await app.RailheadAsync("down", "--purge", "--yes")).Succeeded();

        Assert.Empty(Machine.ProcessesThatMention(sandbox.Root));
        var left = Directory.Exists(sandbox.Home) ? Directory.GetFiles(sandbox.Home, "*", SearchOption.AllDirectories) : [];
        Assert.Empty(left);
        Assert.Empty(RunFolders().Except(before));
        Assert.DoesNotContain(
            $"rh-{name}-local:",
            await File.ReadAllTextAsync("/etc/passwd", TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_folder_without_git_is_deployed_as_it_is()
    {
        await using var sandbox = await Sandbox.CreateAsync();
        var app = await sandbox.AddTestAppAsync(NewName(), more: Small);
        Directory.Delete(Path.Combine(app.Folder, ".git"), recursive: true);
        app.Write("secret.local", "not for the release");
        app.Write(".railheadignore", "*.local\n");
        (await app.RailheadAsync("up")).Succeeded();
        var status = await app.StatusAsync();
        using var http = new HttpClient();
        Assert.Matches("^dir-[0-9a-f]{12}$", status.Revision);
        Assert.Equal(status.Revision, await http.GetStringAsync($"{status.Url}/version", TestContext.Current.CancellationToken));
        using var ignored = await http.GetAsync($"{status.Url}/file/secret.local", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, ignored.StatusCode);
    }

    static HashSet<string> RunFolders() =>
        [
            .. new[] { Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR"), "/run", "/dev/shm" }
                .Where(Directory.Exists)
                .SelectMany(folder => Directory.GetDirectories(folder!, "railhead*"))
                .SelectMany(Directory.GetDirectories),
        ];
}
