using Microsoft.Extensions.Logging;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>Records how deployments end: in the state first, and then where their watchers see it.</summary>
public sealed class DeploymentRecord(EnvironmentFacts facts, StateStore store, DeploymentFiles files, TimeProvider time, ILogger log)
{
    public DeploymentFiles Files => files;

    public void Finish(DeploymentRow row, DeploymentStatus status, string? reason, Func<ResultEvent, ResultEvent>? explain = null)
    {
        row = row with { Status = status, Reason = reason, FinishedAt = time.GetUtcNow(), Step = DeploymentStep.Done };
        store.SaveDeployment(row);
        var result = ResultOf(row);
        files.Log(row.Id).Append(explain is null ? result : explain(result));
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
