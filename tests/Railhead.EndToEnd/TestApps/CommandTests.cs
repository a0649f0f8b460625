using System.Text;

namespace Railhead.EndToEnd;

/// <summary>The commands that people and scripts use on a running app.</summary>
[Collection("test apps")]
public sealed class CommandTests(TestAppEnvironment environment)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    AppRepository App => environment.Solo;

    [Fact]
    public async Task Exec_runs_in_the_release_with_the_tasks_environment_its_input_and_its_exit_code()
    {
        await environment.ReadyAsync();
        var echoed = await App.RailheadAsync(Encoding.UTF8.GetBytes("from far away"), ["exec", "--", "cat"]);
        Assert.Equal("from far away", echoed.Succeeded().Output);
        (await App.RailheadAsync("exec", "--", "sh", "-c", "exit 7")).FailedWith(7);
        Assert.Equal("program\n", (await App.RailheadAsync("exec", "--", "ls", "-d", "program")).Succeeded().Output);

        var variables = await App.EnvironmentAsync();
        Assert.Equal(await App.HeadAsync(), variables["APP_REVISION"]);
        Assert.Equal("localhost", variables["LB_ENDPOINT"]);
        string[] storage =
        [
            "S3_BUCKET_NAME",
            "S3_REGION_NAME",
            "AWS_REGION",
            "AWS_ENDPOINT_URL_S3",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        ];
        Assert.Empty(storage.Except(variables.Keys));
        Assert.DoesNotContain("DATABASE_URL", variables.Keys); // database: none
        Assert.DoesNotContain("AWS_ACCESS_KEY_ID", variables.Keys);
    }

    [Fact]
    public async Task Logs_have_what_the_app_says_with_its_task_now_and_as_it_comes()
    {
        await environment.ReadyAsync();
        using var http = new HttpClient();
        var word = $"word-{Guid.NewGuid():N}";
        await http.PostAsync($"{environment.SoloUrl}/say/{word}", null, Cancellation);
        var line = await Eventually.GetAsync(
            async () =>
            {
                var lines = Json.Lines((await App.RailheadAsync("logs", "--json", "--since", "5m")).Succeeded().Output);
                return lines.Where(l => l.Text("line") == word).Select(l => (object)l).FirstOrDefault();
            },
            "the log should have the line"
        );
        var found = (System.Text.Json.JsonElement)line;
        Assert.Equal((await App.StatusAsync()).Service.Tasks[0].Id, found.Text("task"));
        Assert.True(found.GetProperty("time").TryGetDateTimeOffset(out _));

        await using var follow = App.StartRailhead("logs", "--follow");
        var later = $"later-{Guid.NewGuid():N}";
        await Eventually.SucceedsAsync(
            async () =>
            {
                await http.PostAsync($"{environment.SoloUrl}/say/{later}", null, Cancellation);
                return follow.Output.Contains(later, StringComparison.Ordinal);
            },
            "a follower should see what is said later"
        );
        (await Machine.RunAsync("/", "kill", "-INT", $"{follow.Id}")).Succeeded();
        (await follow.EndAsync(TimeSpan.FromMinutes(1))).FailedWith(130);
    }

    [Fact]
    public async Task A_hundred_megabytes_of_log_in_a_second_disturb_nobody_and_fill_no_disk()
    {
        await environment.ReadyAsync();
        using var http = new HttpClient();
        var before = SizeOf(environment.Sandbox.Home);
        await using var load = new Load(environment.DuoUrl, ["/up"]);
        using var response = await http.PostAsync($"{environment.SoloUrl}/flood/100", null, Cancellation);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal("ok", await http.GetStringAsync($"{environment.SoloUrl}/up", Cancellation));
        var report = await load.EndAsync();
        Assert.True(report.Failures.Count == 0, report.Summary);

        await Eventually.SucceedsAsync(
            () => Task.FromResult(SizeOf(environment.Sandbox.Home) - before < 60_000_000),
            "the log should have been cut"
        );
        var word = $"after-{Guid.NewGuid():N}";
        await http.PostAsync($"{environment.SoloUrl}/say/{word}", null, Cancellation);
        await Eventually.SucceedsAsync(
            async () => (await App.RailheadAsync("logs", "--since", "1m")).Output.Contains(word, StringComparison.Ordinal),
            "the log should go on"
        );
        Assert.True((await App.StatusAsync()).Whole);
    }

    [Fact]
    public async Task A_secret_reaches_the_tasks_and_is_to_be_seen_nowhere_else()
    {
        await environment.ReadyAsync();
        var secret = $"s3cr3t-{Guid.NewGuid():N}";
        (await App.RailheadAsync(Encoding.UTF8.GetBytes(secret), ["secrets", "set", "GREETING"])).Succeeded();
        App.Write("railhead.yaml", AppRepository.TestBlueprint("solo", more: TestAppEnvironment.SoloKeys + "\nsecrets: [GREETING]"));
        await App.CommitAsync("Greet");
        (await App.PushAsync()).Succeeded();

        using var http = new HttpClient();
        Assert.Equal(secret, await http.GetStringAsync($"{environment.SoloUrl}/env/GREETING", Cancellation));
        Assert.DoesNotContain(secret, Machine.CommandLines(), StringComparison.Ordinal);
        foreach (
            var command in new string[][]
            {
                ["status", "--json"],
                ["show", "--json"],
                ["logs"],
                ["secrets", "list"],
                ["releases", "--json"],
            }
        )
        {
            var said = (await App.RailheadAsync(command)).Succeeded();
            Assert.DoesNotContain(secret, said.Output + said.Error, StringComparison.Ordinal);
        }

        var grep = await Machine.RunAsync("/", "grep", "-rlF", "--devices=skip", secret, environment.Sandbox.Home);
        Assert.Equal("", grep.Output);

        var listed = Json.Read((await App.RailheadAsync("secrets", "list", "--json")).Succeeded().Output).EnumerateArray().ToList();
        Assert.Contains(listed, s => s.Text("name") == "GREETING" && s.Text("version") is not null && s.Text("updatedAt") is not null);

        // A newer value is there after the next deployment.
        (await App.RailheadAsync("another"u8.ToArray(), ["secrets", "set", "GREETING"])).Succeeded();
        (await App.RailheadAsync("deploy", "--force")).Succeeded();
        Assert.Equal("another", await http.GetStringAsync($"{environment.SoloUrl}/env/GREETING", Cancellation));

        App.Write("railhead.yaml", AppRepository.TestBlueprint("solo", more: TestAppEnvironment.SoloKeys));
        await App.CommitAsync("Greet nobody");
        (await App.PushAsync()).Succeeded();
        (await App.RailheadAsync("secrets", "rm", "GREETING")).Succeeded();
        Assert.DoesNotContain("GREETING", (await App.RailheadAsync("secrets", "list")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_with_a_bad_blueprint_says_where_and_changes_nothing()
    {
        await environment.ReadyAsync();
        var before = (await App.RailheadAsync("status", "--json")).Output;
        var good = File.ReadAllText(Path.Combine(App.Folder, "railhead.yaml"));
        App.Write("railhead.yaml", "app: solo\nstart: ./program/TestApp\nhelth: /up\nservice: { cpu: 333 }\n");
        var up = await App.RailheadAsync("up");
        var check = await App.RailheadAsync("check", "--json");
        App.Write("railhead.yaml", good);

        up.FailedWith(2);
        Assert.Contains("railhead.yaml:3:1", up.Error, StringComparison.Ordinal);
        check.FailedWith(2);
        var findings = Json.Read(check.Output).GetProperty("findings").EnumerateArray().ToList();
        Assert.Contains(
            findings,
            f =>
                f.Text("line") == "3"
                && f.Text("column") == "1"
                && f.Text("severity") == "error"
                && f.Text("hint")!.Contains("health", StringComparison.Ordinal)
        );
        Assert.Contains(findings, f => f.Text("line") == "4");
        Assert.Equal(Stable(before), Stable((await App.RailheadAsync("status", "--json")).Output));
    }

    [Fact]
    public async Task Up_applies_what_the_working_tree_says_to_what_runs()
    {
        await environment.ReadyAsync();
        const string more = "database: none\nservice: { desired: 1, min: 1, max: 2 }";
        var app = await environment.Sandbox.AddTestAppAsync("sized", more: more);
        var revision = (await app.UpAsync()).Revision!;
        app.Write(
            "railhead.yaml",
            AppRepository.TestBlueprint(
                "sized",
                more: more.Replace("desired: 1", "desired: 2", StringComparison.Ordinal) + "\nenv: { COLOUR: red }"
            )
        );
        await app.UpAsync();
        var grown = await app.WholeAsync("the app", also: status => status.Service.Tasks.Count(t => t.State == "running") == 2);
        using var http = new HttpClient();
        var colour = await http.GetStringAsync($"{grown.Url}/env/COLOUR", Cancellation);
        await app.GitAsync("checkout", "-q", "railhead.yaml");
        await app.UpAsync();
        var shrunk = await app.WholeAsync("the app", also: status => status.Service.Tasks.Count == 1);

        Assert.Equal("red", colour);
        Assert.Equal(revision, grown.Revision);
        Assert.Equal(revision, shrunk.Revision);
        Assert.Equal("ok", await http.GetStringAsync($"{shrunk.Url}/up", Cancellation));
    }

    /// <summary>What does not change from one second to the next.</summary>
    static string Stable(string status)
    {
        var parsed = Status.Parse(status);
        return string.Join(
            ' ',
            parsed.Revision,
            parsed.Url,
            parsed.Deployment!.Id,
            string.Join(',', parsed.Service.Tasks.Select(t => $"{t.Id}:{t.Pids!.App}:{t.Pids.Nginx}"))
        );
    }

    static long SizeOf(string folder) =>
        new DirectoryInfo(folder)
            .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .Sum(file => file.Exists ? file.Length : 0);
}
