using Railhead.Model;

namespace Railhead.Local.Tests;

public class PlainProgressTests
{
    [Fact]
    public void A_failed_result_says_since_when_what_the_log_ends_with_what_serves_and_where_more_is() =>
        Assert.Equal(
            """
            Failed: The build failed with exit code 4.
              started   2026-11-24 22:41:07Z
              end of its log:
                Determining projects to restore...
                …
                error CS1002: ; expected
              traffic   3f2c1ab (release 2) still serves
              more      less /x/build.log
            """,
            PlainProgress.Line(
                new ResultEvent(ResultStatus.Failed)
                {
                    Deployment = 7,
                    Error = "The build failed with exit code 4.",
                    Since = new DateTimeOffset(2026, 11, 24, 22, 41, 7, TimeSpan.Zero),
                    FirstLines = ["Determining projects to restore...", "…"],
                    LastLines = ["error CS1002: ; expected"],
                    Serving = "3f2c1ab (release 2) still serves",
                    More = "less /x/build.log",
                }
            )
        );

    public static TheoryData<ProgressEvent, string?> Lines =>
        new()
        {
            { new StageEvent(Stage.Build, StageStatus.Running, Detail: "3f2c1ab Add"), "  … build       3f2c1ab Add" },
            { new StageEvent(Stage.Build, StageStatus.Succeeded, 6.24, "3f2c1ab Add"), "  ✓ build       3f2c1ab Add  6.2 s" },
            { new StageEvent(Stage.Tasks, StageStatus.Failed, 60), "  ✗ tasks         60.0 s" },
            { new StageEvent(Stage.Drain, StageStatus.Skipped), null },
            { new LogEvent(Stage.Release, "migrated"), "  release | migrated" },
            {
                new ResultEvent(ResultStatus.Succeeded) { Url = "http://localhost:8080" },
                "  http://localhost:8080"
            },
            {
                new ResultEvent(ResultStatus.Succeeded) { Next = NextStep.DeploymentNeeded },
                null
            },
            {
                new ResultEvent(ResultStatus.RolledBack) { Error = "Too many errors." },
                "Rolled back: Too many errors."
            },
        };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Each_event_is_a_line_or_says_nothing(ProgressEvent entry, string? line) => Assert.Equal(line, PlainProgress.Line(entry));
}
