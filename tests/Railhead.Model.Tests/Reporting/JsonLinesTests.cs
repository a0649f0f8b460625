namespace Railhead.Model.Tests;

public class JsonLinesTests
{
    static readonly DateTimeOffset Since = new(2026, 11, 24, 22, 41, 7, TimeSpan.Zero);

    public static TheoryData<ProgressEvent, string> Lines =>
        new()
        {
            {
                new StageEvent(Stage.Build, StageStatus.Running),
                """{"event":"stage","stage":"build","status":"running","seconds":null,"detail":null}"""
            },
            {
                new StageEvent(Stage.Tasks, StageStatus.Succeeded, 1.23456, "a1 eu-west-1a > b1"),
                """{"event":"stage","stage":"tasks","status":"succeeded","seconds":1.235,"detail":"a1 eu-west-1a > b1"}"""
            },
            { new LogEvent(Stage.Release, "grüße \"you\""), """{"event":"log","stage":"release","line":"grüße \"you\""}""" },
            {
                new ResourceEvent("aws_vpc.main", "create", StageStatus.Failed, 12),
                """{"event":"resource","address":"aws_vpc.main","action":"create","status":"failed","seconds":12}"""
            },
            {
                new MessageEvent(null, MessageSeverity.Warning, "Deprecated"),
                """{"event":"message","address":null,"severity":"warning","message":"Deprecated"}"""
            },
            {
                new ResultEvent(ResultStatus.Succeeded) { Deployment = 7, Url = "http://localhost:8080" },
                """{"event":"result","status":"succeeded","deployment":7,"url":"http://localhost:8080","error":null}"""
            },
            {
                ResultEvent.Failure("Interrupted."),
                """{"event":"result","status":"failed","deployment":null,"url":null,"error":"Interrupted.","since":null,"firstLines":[],"lastLines":[],"serving":null,"more":null}"""
            },
            {
                new ResultEvent(ResultStatus.RolledBack)
                {
                    Error = "The build failed.",
                    Since = Since,
                    FirstLines = ["first", "…"],
                    LastLines = ["last"],
                    Serving = "3f2c1ab (release 2) still serves",
                    More = "less /x/build.log",
                },
                """{"event":"result","status":"rolled-back","deployment":null,"url":null,"error":"The build failed.","since":"2026-11-24T22:41:07+00:00","firstLines":["first","…"],"lastLines":["last"],"serving":"3f2c1ab (release 2) still serves","more":"less /x/build.log"}"""
            },
        };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Each_kind_of_event_is_one_line_with_always_the_same_fields(ProgressEvent entry, string line) =>
        Assert.Equal(line, JsonLines.Of(entry));

    [Theory]
    [MemberData(nameof(Lines))]
    public void What_was_written_is_read_back(ProgressEvent entry, string line) =>
        Assert.Equal(JsonLines.Of(entry), JsonLines.Of(JsonLines.Event(line)!));

    [Theory]
    [InlineData("")]
    [InlineData("{\"event\":\"stage\",\"sta")]
    [InlineData("{\"event\":\"party\"}")]
    [InlineData("{\"event\":\"stage\",\"stage\":\"lunch\",\"status\":\"running\"}")]
    [InlineData("[1]")]
    public void A_line_that_is_not_an_event_is_none(string line) => Assert.Null(JsonLines.Event(line));

    [Fact]
    public void A_log_of_an_earlier_version_left_out_what_was_null() =>
        Assert.Equal(
            new StageEvent(Stage.Tools, StageStatus.Skipped),
            JsonLines.Event("""{"event":"stage","stage":"tools","status":"skipped"}""")
        );

    [Fact]
    public void Only_what_the_control_plane_tells_its_caller_has_a_next_step()
    {
        var line = JsonLines.Of(new ResultEvent(ResultStatus.Succeeded) { Next = NextStep.DeploymentNeeded });
        Assert.EndsWith(",\"next\":\"deployment-needed\"}", line, StringComparison.Ordinal);
        Assert.Equal(NextStep.DeploymentNeeded, Assert.IsType<ResultEvent>(JsonLines.Event(line)).Next);
    }

    [Fact]
    public void An_error_is_one_document_with_all_its_fields()
    {
        var error = new ErrorBody("RH3030", "There is no release 9.", Hint: "Kept are: 1.");
        var line = JsonLines.Of(error, indented: false);
        Assert.Equal(
            """{"error":{"code":"RH3030","message":"There is no release 9.","file":null,"line":null,"column":null,"hint":"Kept are: 1."}}""",
            line
        );
        Assert.Equal(error, JsonLines.Error(line));
        Assert.Equal(error, JsonLines.Error(JsonLines.Of(error, indented: true)));
        Assert.Null(JsonLines.Error("<html>"));
        Assert.Null(JsonLines.Error("{}"));
    }
}
