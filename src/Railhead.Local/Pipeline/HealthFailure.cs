namespace Railhead.Local;

/// <summary>Explains a set that does not become healthy by the log of the task that is to blame.</summary>
public static class HealthFailure
{
    /// <param name="failed">The verdict.</param>
    /// <param name="facts">The environment.</param>
    /// <param name="say">Takes each line of the log.</param>
    public static DeploymentFailedException Of(HealthVerdict.Failed failed, EnvironmentFacts facts, Action<string> say)
    {
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
