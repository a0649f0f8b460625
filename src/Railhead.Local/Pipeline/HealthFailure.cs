namespace Railhead.Local;

/// <summary>Explains a set that does not become healthy by the log of the task that is to blame.</summary>
public static class HealthFailure
{
    /// <param name="failed">The verdict.</param>
    /// <param name="facts">The environment.</param>
    /// <param name="host">The host that the app serves, see <see cref="Model.LoadBalancing.LocalHost"/>.</param>
    /// <param name="say">Takes each line of the log.</param>
    /// <param name="cancellation">Ends the question where a redirect leads.</param>
    public static async Task<DeploymentFailedException> OfAsync(
        HealthVerdict.Failed failed,
        EnvironmentFacts facts,
        string host,
        Action<string> say,
        CancellationToken cancellation
    )
    {
        if (failed.Redirected is { } redirected)
        {
            var meaning = HealthVerdict.MeaningOfRedirect(await redirected.LocationAsync(host, cancellation), redirected.Path);
            failed = failed with { Reason = failed.Reason + meaning, Redirected = null };
        }

        if (failed.Log is not { } log)
        {
            return new DeploymentFailedException(failed.Reason);
        }

        var excerpt = TaskLogs.Excerpt(facts.Layout, log.Task, log.Container, log.Since);
        foreach (var line in excerpt.Last.DefaultIfEmpty("(it wrote nothing to its log)"))
        {
            say($"{log.Task} {log.Container}: {line}");
        }

        return new DeploymentFailedException(failed.Reason)
        {
            Lines = excerpt,
            More = $"railhead logs --task {log.Task} --app {ShellText.Quote(facts.Record.Folder)}{facts.Record.EnvironmentOption}",
        };
    }
}
