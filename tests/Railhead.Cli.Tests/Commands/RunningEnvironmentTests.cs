using Railhead.Local;

namespace Railhead.Cli.Tests;

/// <summary>Commands about an environment that is up: what they ask the control plane, and what they print of its answers.</summary>
public sealed class RunningEnvironmentTests : IDisposable
{
    const string Facts = """{"branch":"main","prefix":"","revision":"3f2c1ab000000000000000000000000000000000"}""",
        Events =
            """
                {"event":"stage","stage":"tasks","status":"running","seconds":null,"detail":null}
                {"event":"stage","stage":"tasks","status":"succeeded","seconds":1.24,"detail":"a2 eu-west-1a healthy"}

                """,
        Succeeded = """{"event":"result","status":"succeeded","deployment":7,"url":"http://localhost:8080","error":null}""",
        Failed =
            """{"event":"result","status":"failed","deployment":7,"url":"http://localhost:8080","error":"Task a2 keeps crashing.","since":null,"firstLines":[],"lastLines":["boom"],"serving":"3f2c1ab still serves","more":"railhead logs"}""",
        Status =
            """
                {"app":"shop","environment":"local","url":"http://localhost:8080","remote":"/r.git","revision":"3f2c1ab000000000000000000000000000000000",
                 "service":{"desired":2,"running":1,"tasks":[{"id":"a1","zone":"eu-west-1a","address":"127.0.0.1:20001","revision":"3f2c1ab000000000000000000000000000000000",
                  "slot":"blue","state":"running","health":"healthy","started":"2026-11-24T20:00:00Z","pids":{"app":11,"nginx":null}}]},
                 "database":null,"buckets":[{"name":"shop-local-files","objects":2,"bytes":10}],
                 "deployment":{"id":7,"revision":"3f2c1ab000000000000000000000000000000000","status":"failed","startedAt":"2026-11-24T20:00:00Z","finishedAt":null,"reason":"The build failed."},
                 "processes":[{"name":"supervisor","pid":9,"restarts":0}],"problem":"no memory",
                 "isolation":{"on":false,"lacks":["Bubblewrap is not installed."]},
                 "warnings":[{"kind":"disk-full","since":"2026-11-24T20:00:00.5Z","text":"Less than 5 MB are free."}]}
                """;

    readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Status_is_two_tables_or_the_control_planes_document()
    {
        await using var plane = await StartAsync(("GET /status", Status));
        var words = (await _run.RunAsync("status")).Succeeded();
        Assert.Equal(
            """
            shop · local   http://localhost:8080   3f2c1ab
            problem: no memory
            warning: Less than 5 MB are free. (since 2026-11-24T20:00:00Z)
            1 of 2 tasks run

              task  zone        address          revision  slot  state    health   app  nginx
              a1    eu-west-1a  127.0.0.1:20001  3f2c1ab   blue  running  healthy  11   -

              process     pid  restarts
              supervisor  9    0

            bucket      shop-local-files  2 objects, 10 bytes
            isolation   off
                        Bubblewrap is not installed.
            deployment  7, 3f2c1ab: failed (The build failed.)

            """,
            words.Output
        );
        Assert.Equal("", words.Error);

        var json = Json.Read((await _run.RunAsync("status", "--json")).Succeeded().Output);
        Assert.Equal("11", json.GetProperty("service").GetProperty("tasks")[0].GetProperty("pids").Text("app"));
    }

    [Fact]
    public async Task Releases_are_marked_where_they_serve()
    {
        await using var plane = await StartAsync(
            (
                "GET /releases",
                """[{"number":4,"revision":"3f2c1ab000000000000000000000000000000000","subject":"Add pictures","createdAt":"2026-11-24T20:00:00Z","current":true},{"number":3,"revision":"dir-0123456789ab","subject":"the folder shop","createdAt":"2026-11-23T20:00:00Z","current":false}]"""
            )
        );
        Assert.Equal(
            "*    4  3f2c1ab           2026-11-24 20:00:00Z  Add pictures\n     3  dir-0123456789ab  2026-11-23 20:00:00Z  the folder shop\n",
            (await _run.RunAsync("releases")).Succeeded().Output.Replace("\n      3", "\n     3", StringComparison.Ordinal)
        );
        var json = Json.Read((await _run.RunAsync("releases", "--json")).Succeeded().Output);
        Assert.Equal(["number", "revision", "subject", "createdAt", "current"], json[0].EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public async Task A_rollback_is_followed_to_its_end()
    {
        await using var plane = await StartAsync(
            ("GET /push-facts", Facts),
            ("POST /rollback", """{"id":7,"message":"Deploying release 3: 0a1b2c3 Before"}"""),
            ("GET /deployments/7/events", Events + Succeeded)
        );
        var words = (await _run.RunAsync("rollback", "3")).Succeeded();
        Assert.Equal("http://localhost:8080\n", words.Output);
        Assert.Equal("Deploying release 3: 0a1b2c3 Before\n  … tasks\n  ✓ tasks       a2 eu-west-1a healthy  1.2 s\n", words.Error);
        Assert.Contains("POST /rollback {\"number\":3}", Asked(plane));

        var json = Json.Lines((await _run.RunAsync("rollback", "--json")).Succeeded().Output);
        Assert.Equal(["stage", "stage", "result"], json.Select(line => line.Text("event")));
        Assert.Contains("POST /rollback {\"number\":null}", Asked(plane));
    }

    [Fact]
    public async Task A_deployment_that_fails_says_why_what_serves_and_what_shows_more()
    {
        var folder = _run.App("shop");
        await using var plane = await StartAsync(
            ("GET /push-facts", Facts),
            ("POST /deployments", """{"id":7,"message":null}"""),
            ("GET /deployments/7/events", Events + Failed)
        );
        var words = (await _run.RunAsync("deploy", "--app", folder, "--force")).FailedWith(ExitCode.Failed);
        Assert.Equal("", words.Output);
        Assert.EndsWith(
            "Failed: Task a2 keeps crashing.\n  end of its log:\n    boom\n  traffic   3f2c1ab still serves\n  more      railhead logs\n",
            words.Error,
            StringComparison.Ordinal
        );
        Assert.Contains(
            plane.Requests,
            request =>
                request.StartsWith("POST /deployments?revision=dir-", StringComparison.Ordinal)
                && request.Contains("force=1", StringComparison.Ordinal)
        );
        Assert.Empty(Directory.EnumerateFiles(AppLocator.LayoutOf(_run.Home, _run.Environment("shop")).Deployments));
    }

    [Fact]
    public async Task What_is_deployed_already_is_done()
    {
        _run.App("shop");
        await using var plane = await StartAsync(
            ("GET /push-facts", Facts),
            ("POST /deployments", """{"id":null,"message":"It is deployed already."}""")
        );
        var words = (await _run.RunAsync("deploy", "--app", "shop")).Succeeded();
        Assert.Equal(("", "It is deployed already.\n"), (words.Output, words.Error));
        var json = Json.Read((await _run.RunAsync("deploy", "--app", "shop", "--json")).Succeeded().Output);
        Assert.Equal(("result", "http://localhost:8080"), (json.Text("event"), json.Text("url")));
    }

    [Fact]
    public async Task A_revision_needs_a_repository()
    {
        _run.App("shop");
        await using var plane = await StartAsync(("GET /push-facts", Facts));
        var finished = (await _run.RunAsync("deploy", "v1", "--app", "shop")).FailedWith(ExitCode.Usage);
        Assert.Contains("is not in a git repository, so it has no revision v1.", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_of_the_control_plane_keep_their_code_and_hint()
    {
        await using var plane = await StartAsync(
            ("GET /push-facts", Facts),
            ("POST /rollback", """409{"error":{"code":"RH3030","message":"There is no release 9.","hint":"Kept are: 1."}}""")
        );
        Assert.Equal(
            "railhead: There is no release 9.\n  Kept are: 1.\n",
            (await _run.RunAsync("rollback", "9")).FailedWith(ExitCode.Failed).Error
        );
        var lines = Json.Lines((await _run.RunAsync("rollback", "9", "--json")).FailedWith(ExitCode.Failed).Output);
        Assert.Equal("RH3030", lines[0].GetProperty("error").Text("code"));
        Assert.Equal("There is no release 9.", lines[1].Text("error"));
    }

    [Fact]
    public async Task Secrets_go_to_the_control_plane_without_the_last_end_of_line()
    {
        await using var plane = await StartAsync(
            ("GET /push-facts", Facts),
            ("PUT /secrets/API_KEY", ""),
            ("DELETE /secrets/API_KEY", ""),
            ("GET /secrets", """[{"name":"API_KEY","version":2,"updatedAt":"2026-11-24T20:00:00Z"}]""")
        );
        _run.Input = "s3cret\n";
        var set = (await _run.RunAsync("secrets", "set", "API_KEY")).Succeeded();
        Assert.Equal(
            ("", "API_KEY is set. Running tasks get it with the next deployment: railhead deploy --force\n"),
            (set.Output, set.Error)
        );
        Assert.Contains("PUT /secrets/API_KEY {\"value\":\"s3cret\"}", Asked(plane));

        var list = (await _run.RunAsync("secrets", "list")).Succeeded();
        Assert.Equal($"{"API_KEY", -40} version 2    2026-11-24 20:00:00Z\n", list.Output);

        var removed = Json.Read((await _run.RunAsync("secrets", "rm", "API_KEY", "--json")).Succeeded().Output);
        Assert.Equal(("API_KEY", "removed"), (removed.Text("name"), removed.Text("status")));
    }

    [Fact]
    public async Task Exec_has_the_commands_exit_code_the_releases_folder_and_the_tasks_variables()
    {
        var release = Path.Combine(_run.Folder, "release");
        Directory.CreateDirectory(release);
        var variables = Path.Combine(_run.Folder, "exec.env");
        File.WriteAllText(variables, "export PATH=/usr/bin:/bin\nexport CODE=7\n");
        await using var plane = await StartAsync(
            ("GET /push-facts", Facts),
            (
                "POST /exec",
                $$"""{"folder":"{{release}}","environmentFile":"{{variables}}","uid":{{Ownership.CurrentUid}},"gid":{{Ownership.CurrentGid}}}"""
            )
        );
        var finished = await _run.RunAsync("exec", "--", "sh", "-c", "touch here; exit $CODE");
        finished.FailedWith(7);
        Assert.True(File.Exists(Path.Combine(release, "here")));
        Assert.False(File.Exists(variables));
    }

    [Theory]
    [InlineData(null, "\"up --all\" started it at 2026-11-24T20:59:00Z; it served after 8.4 s")]
    [InlineData("The port is taken.", "problem: its start at 2026-11-24T20:59:00Z failed: The port is taken.")]
    public async Task Status_tells_how_the_app_came_back_after_a_reboot(string? error, string line)
    {
        await using var plane = await StartAsync(("GET /status", Status));
        var record = _run.Environment("shop", isUp: true) with
        {
            LastStart = new EnvironmentStart(new DateTimeOffset(2026, 11, 24, 20, 59, 0, TimeSpan.Zero), 8.4, error),
        };
        record.Write(AppLocator.LayoutOf(_run.Home, record).Root);

        Assert.Contains(line, (await _run.RunAsync("status")).Succeeded().Output.Split('\n'));
        var start = Json.Read((await _run.RunAsync("status", "--json")).Succeeded().Output).GetProperty("start");
        Assert.Equal((8.4, error), (start.GetProperty("seconds").GetDouble(), start.GetProperty("error").GetString()));
    }

    async Task<FakeControlPlane> StartAsync(params (string Request, string Answer)[] answers)
    {
        var record = _run.Environment("shop", isUp: true);
        Directory.CreateDirectory(AppLocator.LayoutOf(_run.Home, record).Deployments);
        return await FakeControlPlane.StartAsync(_run, record, answers.ToDictionary(answer => answer.Request, answer => answer.Answer));
    }

    static IEnumerable<string> Asked(FakeControlPlane plane) =>
        plane.Requests.Select(request =>
            request
                .Replace("\n", "", StringComparison.Ordinal)
                .Replace(": ", ":", StringComparison.Ordinal)
                .Replace("{  ", "{", StringComparison.Ordinal)
        );
}
