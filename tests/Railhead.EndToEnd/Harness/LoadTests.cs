namespace Railhead.EndToEnd;

/// <summary>The instrument itself: a load that overlooks failures would make every scenario green.</summary>
public sealed class LoadTests
{
    [Fact]
    public async Task A_load_on_a_living_app_fails_nothing_and_uses_both_kinds_of_connection()
    {
        var port = FreePort.Find();
        await using var app = Start(port);
        await UpAsync(port);
        await using var load = new Load($"http://localhost:{port}", ["/up", "/pid"]);
        await Load.GoOnAsync(1);
        var report = await load.EndAsync();

        Assert.True(report.Failures.Count == 0, report.Summary);
        // 50 a second, whatever the machine does meanwhile.
        Assert.InRange(report.Gets, 50, 50 * load.Elapsed.TotalSeconds + 1);
        Assert.Contains("ok", report.Bodies);
        Assert.Equal(2, report.Bodies.Count);
    }

    [Fact]
    public async Task A_load_on_an_app_that_dies_sees_it()
    {
        var port = FreePort.Find();
        await using var app = Start(port);
        await UpAsync(port);
        await using var load = new Load($"http://localhost:{port}", ["/up"]);
        await Load.GoOnAsync(0.5);
        Machine.Kill(app.Id);
        await Load.GoOnAsync(0.5);
        var report = await load.EndAsync();

        Assert.Contains(report.Failures, f => f.Kept);
        Assert.Contains(report.Failures, f => !f.Kept);
        Assert.True(report.Failures.Count < report.Gets, report.Summary);
    }

    [Fact]
    public async Task A_load_counts_an_error_that_was_answered()
    {
        var port = FreePort.Find();
        await using var app = Start(port);
        await UpAsync(port);
        await using var load = new Load($"http://localhost:{port}", ["/file/none"]);
        await Load.GoOnAsync(0.3);
        var report = await load.EndAsync();
        Assert.Equal(report.Gets, report.Failures.Count);
        Assert.All(report.Failures, f => Assert.StartsWith("404", f.Reason, StringComparison.Ordinal));
    }

    static Running Start(int port) =>
        new([Path.Combine(AppRepository.TestApp, "TestApp")], "/", new Dictionary<string, string?> { ["PORT"] = $"{port}" });

    static Task UpAsync(int port) =>
        Eventually.SucceedsAsync(
            async () =>
            {
                using var http = new HttpClient();
                return await http.GetStringAsync($"http://localhost:{port}/up") == "ok";
            },
            "the app should listen"
        );
}
