namespace Railhead.Local.Tests;

/// <summary>A deployment as events: its turn and its end.</summary>
public sealed class DeploymentEventsTests
{
    static readonly DeploymentRow Row = Some.Deployment(DeploymentStep.Done, revision: "dir-1");

    [Fact]
    public void Its_turn_and_its_continuation_are_two_kinds()
    {
        Assert.Equal(
            new ComponentEvent(Component.Deployment, EventKind.DeploymentStarted, "7", "Deployment 7 of dir-1 started: Second."),
            DeploymentEvents.Begin(Row, resumes: false)
        );
        Assert.Equal(EventKind.DeploymentResumed, DeploymentEvents.Begin(Row, resumes: true).Kind);
        Assert.Equal(
            "Deployment 7 of dir-1 started: a rollback to release 2.",
            DeploymentEvents.Begin(Row with { Kind = DeploymentKind.Rollback }, resumes: false).Text
        );
    }

    [Theory]
    [InlineData(DeploymentStatus.Succeeded, false, "deployment-succeeded", "Deployment 7 of dir-1 succeeded.")]
    [InlineData(DeploymentStatus.Failed, false, "deployment-failed", "Deployment 7 of dir-1 failed: The build failed; dir-0 still serves.")]
    [InlineData(DeploymentStatus.Failed, true, "deployment-superseded", "Deployment 7 of dir-1: The build failed.")]
    [InlineData(DeploymentStatus.RolledBack, false, "deployment-rolled-back", "Deployment 7 of dir-1 was taken back: The build failed.")]
    public void Its_end_has_a_kind_and_the_reason(DeploymentStatus status, bool superseded, string kind, string text)
    {
        var serving = status == DeploymentStatus.Failed && !superseded ? "dir-0 still serves" : null;
        var end = DeploymentEvents.End(Row with { Status = status, Reason = "The build failed.\nmore" }, serving, superseded);
        Assert.Equal((kind, text), (end.Kind.Word(), end.Text));
    }
}
