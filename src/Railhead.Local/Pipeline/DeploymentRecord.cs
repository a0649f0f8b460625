using Microsoft.Extensions.Logging;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>Records how deployments end: in the state first, and then where their watchers see it.</summary>
public sealed class DeploymentRecord(
    EnvironmentFacts facts,
    StateStore store,
    EventStore events,
    DeploymentFiles files,
    TimeProvider time,
    ILogger log
)
{
    public DeploymentFiles Files => files;

    /// <summary>Records that a deployment's turn has come, or that a new control plane goes on with it.</summary>
    public void Begin(DeploymentRow row, bool resumes) => events.Append(DeploymentEvents.Begin(row, resumes));

    public void Supersede(DeploymentRow row, DeploymentRow by) =>
        Finish(
            row,
            DeploymentStatus.Failed,
            $"Superseded by a newer deployment ({Words.Short(by.Revision)}) before it started.",
            superseded: true
        );

    public void Finish(DeploymentRow row, DeploymentStatus status, string? reason, Func<ResultEvent, ResultEvent>? explain = null) =>
        Finish(row, status, reason, superseded: false, explain);

    void Finish(DeploymentRow row, DeploymentStatus status, string? reason, bool superseded, Func<ResultEvent, ResultEvent>? explain = null)
    {
        row = row with { Status = status, Reason = reason, FinishedAt = time.GetUtcNow(), Step = DeploymentStep.Done };
        store.SaveDeployment(row);
        var result = explain is null ? ResultOf(row) : explain(ResultOf(row));
        files.Log(row.Id).Append(result);
        events.Append(DeploymentEvents.End(row, result.Serving, superseded));
        log.DeploymentEnded(row.Id, Words.Of(status), reason ?? "");
    }

    /// <summary>The last event of a deployment that is over; null for one that is not.</summary>
    public ResultEvent? ResultOf(int id) => store.Deployment(id) is { Status: not DeploymentStatus.InProgress } row ? ResultOf(row) : null;

    ResultEvent ResultOf(DeploymentRow row) =>
        new(Words.ResultOf(row.Status))
        {
            Deployment = row.Id,
            Url = facts.Url,
            Error = row.Reason,
        };
}
