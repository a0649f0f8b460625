using Railhead.Model;

namespace Railhead.Local;

/// <summary>Waits until a task set is healthy, or says why it will not be.</summary>
public sealed class HealthWait(EnvironmentContext context, Reconciler reconciler, StageRecorder? stages)
{
    /// <summary>How long a set may take to its first passed checks. ECS's services have such a grace period too; there it is the user's to set.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    static readonly TimeSpan Reminder = TimeSpan.FromSeconds(10);

    /// <exception cref="DeploymentFailedException">A task crash-loops, or the time is over.</exception>
    public async Task UntilHealthyAsync(Slot slot, Architecture architecture, CancellationToken cancellation)
    {
        var started = context.Time.GetTimestamp();
        var said = TimeSpan.Zero;
        var path = architecture.LoadBalancing.HealthCheck.Path;
        await reconciler.WaitAsync(
            snapshot =>
            {
                var set = snapshot.Tasks.Where(task => task.Row.Slot == slot && task.Row.Phase <= TaskPhase.InService).ToList();
                if (
                    set.Count >= architecture.Services.Desired
                    && set.All(task => task.Row.Phase == TaskPhase.InService && task.Target?.Health == "healthy")
                )
                {
                    return true;
                }

                if (set.FirstOrDefault(task => task.App is { CrashLooping: true }) is { } looping)
                {
                    throw Failure(looping.Row, looping.App, $"Task {looping.Row.Id} ends again and again ({Ending(looping.App!)}).");
                }

                if (set.FirstOrDefault(task => task.Nginx is { CrashLooping: true }) is { } proxy)
                {
                    throw Failure(
                        proxy.Row,
                        proxy.Nginx,
                        $"The nginx of task {proxy.Row.Id} ends again and again ({Ending(proxy.Nginx!)}).",
                        "nginx"
                    );
                }

                var elapsed = context.Time.GetElapsedTime(started);
                var sick = set.FirstOrDefault(task => task.Target?.Health != "healthy");
                if (elapsed > Grace)
                {
                    if (sick is null)
                    {
                        throw new DeploymentFailedException(
                            $"The tasks were not started within {Grace.TotalSeconds:0} s: {snapshot.Error}"
                        );
                    }

                    throw Failure(
                        sick.Row,
                        sick.App,
                        $"Task {sick.Row.Id} did not become healthy within {Grace.TotalSeconds:0} s: GET {path} {Observed(sick)}.{Meaning(sick.Target?.LastCheck, path)}{(snapshot.Error is { } error ? $" {error}" : "")}"
                    );
                }

                if (elapsed - said > Reminder && sick is not null)
                {
                    said = elapsed;
                    stages?.Log(Stage.Tasks, $"{sick.Row.Id}: waiting for GET {path}, which {Observed(sick)} ({elapsed.TotalSeconds:0} s)");
                }

                return false;
            },
            cancellation
        );
    }

    static string Observed(TaskObservation task) =>
        task.Target?.LastCheck is { Length: > 0 } check ? $"gave: {check}" : "has no answer yet";

    /// <summary>What an answer of the app itself means: a new app's path is mostly the wrong one. Empty for anything else.</summary>
    /// <param name="check">What the last check found, see <see cref="TargetHealth.LastCheck"/>.</param>
    /// <param name="path">The health check's.</param>
    public static string Meaning(string? check, string path) =>
        check?.Split(' ') switch
        {
            // Frameworks refuse unknown hosts so: Django with 400, Rails with 403.
            ["status", "400" or "403"] =>
                " The app answers, but refuses this: let it accept LB_ENDPOINT as its host, or set health: in railhead.yaml.",
            ["status", ['3' or '4', _, _]] => $" The app answers, but not at {path}: set health: in railhead.yaml.",
            _ => "",
        };

    static string Ending(ServiceStatus status) =>
        status.Signal is { } signal ? $"signal {signal}"
        : status.ExitCode is { } code ? $"exit code {code}"
        : "no exit code";

    DeploymentFailedException Failure(TaskRow row, ServiceStatus? service, string what, string container = "app")
    {
        var excerpt = TaskLogs.Excerpt(context.Layout, row.Id, container, service?.LastStart);
        foreach (var line in excerpt.Last)
        {
            stages?.Log(Stage.Tasks, $"{row.Id} {container}: {line}");
        }

        if (excerpt.Last.Count == 0)
        {
            stages?.Log(Stage.Tasks, $"{row.Id} {container}: (it wrote nothing to its log)");
        }

        return new DeploymentFailedException(what)
        {
            Lines = excerpt,
            More = $"railhead logs --task {row.Id} --app {ShellText.Quote(context.Record.Folder)}{context.Record.EnvironmentOption}",
        };
    }
}
