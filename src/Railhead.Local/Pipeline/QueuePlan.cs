namespace Railhead.Local;

/// <summary>Decides about the queue: one deployment runs, one waits, and a newer one replaces the one that waits.</summary>
public static class QueuePlan
{
    /// <param name="state">The queue.</param>
    /// <param name="request">The request.</param>
    /// <param name="serving">The task set with the traffic.</param>
    /// <param name="now">The time.</param>
    public static QueueAnswer Answer(QueueState state, DeploymentRequest request, Serving? serving, DateTimeOffset now)
    {
        if (ServesAlready(request, serving) && state.IsIdle)
        {
            return new QueueAnswer.ServesAlready();
        }

        // A pusher whose connection broke finds the deployment again, and two pushes of one commit are one deployment.
        var underway = request is DeploymentRequest.Deploy deploy
            ? new[] { state.Running, state.Waiting }.FirstOrDefault(row =>
                row?.Revision == deploy.Revision && row.Kind == DeploymentKind.Deploy
            )
            : null;
        return underway is null ? new QueueAnswer.Begin(RowOf(request, now)) : new QueueAnswer.Follow(underway);
    }

    /// <summary>The queue with a new deployment, and the one whose place it takes.</summary>
    public static (QueueState State, DeploymentRow? Superseded) Submit(QueueState state, DeploymentRow row) =>
        (state with { Waiting = row }, state.Waiting);

    /// <summary>The queue when the running deployment is over and the waiting one takes its turn.</summary>
    public static QueueState Turn(QueueState state) => new(state.Waiting, null);

    /// <summary>The queue of a restarted control plane: what had begun goes on, the newest of the others waits.</summary>
    /// <param name="unfinished">Deployments that are in progress, oldest first.</param>
    public static (QueueState State, IReadOnlyList<DeploymentRow> Superseded) Resume(IReadOnlyList<DeploymentRow> unfinished) =>
        unfinished switch
        {
            [] => (QueueState.Empty, []),
            [var begun] => (new QueueState(begun, null), []),
            [var begun, .., var newest] => (new QueueState(begun, newest), [.. unfinished.Skip(1).SkipLast(1)]),
        };

    static bool ServesAlready(DeploymentRequest request, Serving? serving) =>
        request switch
        {
            DeploymentRequest.Deploy deploy => !deploy.Force && serving?.Revision == deploy.Revision,
            DeploymentRequest.Rollback rollback => serving?.Release == rollback.Release.Number,
            _ => false,
        };

    static DeploymentRow RowOf(DeploymentRequest request, DateTimeOffset now) =>
        request switch
        {
            DeploymentRequest.Deploy deploy => new DeploymentRow
            {
                Kind = DeploymentKind.Deploy,
                Revision = deploy.Revision,
                Subject = deploy.Subject,
                StartedAt = now,
                MovesRef = deploy.MovesRef,
            },
            DeploymentRequest.Rollback rollback => OfRelease(DeploymentKind.Rollback, rollback.Release, rollback.Release.Blueprint, now),
            DeploymentRequest.Apply apply => OfRelease(DeploymentKind.Apply, apply.Release, apply.Blueprint, now),
            _ => throw new InvalidOperationException($"{request} is not a request."),
        };

    static DeploymentRow OfRelease(DeploymentKind kind, ReleaseRow release, string blueprint, DateTimeOffset now) =>
        new()
        {
            Kind = kind,
            Revision = release.Revision,
            Subject = release.Subject,
            Blueprint = blueprint,
            Release = release.Number,
            Step = DeploymentStep.Tasks,
            StartedAt = now,
            MovesRef = kind == DeploymentKind.Rollback,
        };
}
