using System.Text.Json;
using Railhead.Local;

namespace Railhead.Cli.Tests;

public class ProgressLinesTests
{
    [Fact]
    public void Each_kind_of_event_always_has_the_same_fields()
    {
        Assert.Equal(["event", "stage", "status", "seconds", "detail"], Fields(ProgressEvent.StageIs("build", "running")));
        Assert.Equal(
            ["event", "stage", "status", "seconds", "detail"],
            Fields(ProgressEvent.StageIs("build", "succeeded", 1.5, "3f2c1ab"))
        );
        Assert.Equal(["event", "stage", "line"], Fields(ProgressEvent.Log("build", "hello")));
        Assert.Equal(
            ["event", "status", "deployment", "url", "error"],
            Fields(new ProgressEvent { Event = "result", Status = "succeeded" })
        );
    }

    [Fact]
    public void A_failed_result_says_since_when_what_the_log_ends_with_what_serves_and_where_more_is()
    {
        var since = new DateTimeOffset(2026, 11, 24, 22, 41, 7, TimeSpan.Zero);
        var failed = new ProgressEvent
        {
            Event = "result",
            Status = "failed",
            Deployment = 7,
            Error = "The build failed with exit code 4.",
            Since = since,
            FirstLines = ["Determining projects to restore...", "…"],
            LastLines = ["error CS1002: ; expected"],
            Serving = "3f2c1ab (release 2) still serves",
            More = "less /x/build.log",
        };

        using var json = JsonDocument.Parse(ProgressLines.Of(failed));
        Assert.Equal("The build failed with exit code 4.", json.RootElement.GetProperty("error").GetString());
        Assert.Equal(since, json.RootElement.GetProperty("since").GetDateTimeOffset());
        Assert.Equal("…", json.RootElement.GetProperty("firstLines")[1].GetString());
        Assert.Equal(1, json.RootElement.GetProperty("lastLines").GetArrayLength());
        Assert.Equal("error CS1002: ; expected", json.RootElement.GetProperty("lastLines")[0].GetString());
        Assert.Equal(
            """
            Failed: The build failed with exit code 4.
              since     2026-11-24 22:41:07Z
              its log ends with:
                Determining projects to restore...
                …
                error CS1002: ; expected
              traffic   3f2c1ab (release 2) still serves
              more      less /x/build.log
            """,
            PlainProgress.Line(failed)
        );
    }

    static IEnumerable<string> Fields(ProgressEvent entry)
    {
        using var json = JsonDocument.Parse(ProgressLines.Of(entry));
        return [.. json.RootElement.EnumerateObject().Select(field => field.Name)];
    }
}
