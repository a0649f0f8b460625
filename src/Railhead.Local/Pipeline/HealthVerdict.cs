namespace Railhead.Local;

/// <summary>The judgement of a task set that should become healthy.</summary>
public abstract record HealthVerdict
{
    private protected HealthVerdict() { }

    /// <summary>The whole set serves, or can.</summary>
    public sealed record Healthy : HealthVerdict;

    /// <summary>It may still become healthy.</summary>
    /// <param name="Reminder">A line for the user; null when there is nothing new.</param>
    public sealed record Waiting(string? Reminder) : HealthVerdict;

    /// <summary>It will not become healthy.</summary>
    /// <param name="Reason">For people.</param>
    /// <param name="Log">The log that explains it; null when no task is to blame.</param>
    public sealed record Failed(string Reason, TaskLogPart? Log) : HealthVerdict
    {
        /// <summary>The request whose answer was a redirect, to ask for its target; null for all other failures.</summary>
        public RedirectedCheck? Redirected { get; init; }
    }

    public static HealthVerdict Of(HealthQuestion question)
    {
        var set = question.Tasks.Where(task => task.Row.BelongsTo(question.Slot)).ToList();
        if (set.Count >= question.Desired && set.All(IsHealthy))
        {
            return new Healthy();
        }

        if (set.FirstOrDefault(task => task.App is { CrashLooping: true }) is { } app)
        {
            return Failure($"Task {app.Row.Id} keeps crashing ({Ending(app.App!)}).{Advice(app.App!)}", app, TaskLogs.App, app.App);
        }

        if (set.FirstOrDefault(task => task.Nginx is { CrashLooping: true }) is { } proxy)
        {
            return Failure(
                $"The nginx of task {proxy.Row.Id} keeps crashing ({Ending(proxy.Nginx!)}).",
                proxy,
                TaskLogs.Nginx,
                proxy.Nginx
            );
        }

        var sick = set.FirstOrDefault(task => task.Target?.Health != TargetHealthState.Healthy);
        if (question.Elapsed > question.Grace)
        {
            return sick is null ? NotStarted(question) : NotHealthy(question, sick);
        }

        return new Waiting(
            sick is not null && question.Elapsed - question.LastReminder > question.BetweenReminders
                ? $"{sick.Row.Id}: waiting for GET {question.Path}, which {Observed(sick)} ({question.Elapsed.TotalSeconds:0} s)"
                : null
        );
    }

    static bool IsHealthy(TaskObservation task) =>
        task.Row.Phase == TaskPhase.InService && task.Target?.Health == TargetHealthState.Healthy;

    static Failed NotStarted(HealthQuestion question) =>
        new($"The tasks did not start within {question.Grace.TotalSeconds:0} s: {question.Problem}", Log: null);

    static Failed NotHealthy(HealthQuestion question, TaskObservation sick) =>
        Failure(
            $"Task {sick.Row.Id} did not become healthy within {question.Grace.TotalSeconds:0} s: GET {question.Path} {Observed(sick)}."
                + Meaning(sick.Target?.LastCheck, question.Path)
                + (question.Problem is { } problem ? $" {problem}" : ""),
            sick,
            TaskLogs.App,
            sick.App
        ) with
        {
            Redirected =
                sick.Target?.LastCheck?.StartsWith("status 3", StringComparison.Ordinal) == true
                    ? new RedirectedCheck(sick.Row.AppPort, question.Path)
                    : null,
        };

    static Failed Failure(string reason, TaskObservation task, string container, ServiceStatus? service) =>
        new(reason, new TaskLogPart(task.Row.Id, container, service?.LastStart));

    static string Observed(TaskObservation task) =>
        task.Target?.LastCheck is { Length: > 0 } check
            ? (check.StartsWith("status", StringComparison.Ordinal) ? $"returned {check}" : $"failed: {check}")
            : "has no answer yet";

    /// <summary>Explains an answer of the app itself: the path of a new app is mostly the wrong one. Empty for anything else.</summary>
    /// <param name="check">The result of the last check, see <see cref="TargetHealth.LastCheck"/>.</param>
    /// <param name="path">The health check's.</param>
    public static string Meaning(string? check, string path) =>
        check?.Split(' ') switch
        {
            // Frameworks refuse unknown hosts so: Django with 400, Rails with 403.
            ["status", "400" or "403"] =>
                " The app answers, but refuses this: let it accept LB_ENDPOINT as its host, or set health: in railhead.yaml.",
            ["status", ['4', _, _]] => $" The app answers, but not at {path}: set health: in railhead.yaml.",
            _ => "",
        };

    /// <summary>What a redirect of the health check means.</summary>
    /// <param name="location">Its target; null when it could not be asked for.</param>
    /// <param name="path">The health check's path.</param>
    public static string MeaningOfRedirect(string? location, string path) =>
        location is null ? $" The app redirects {path}: set health: in railhead.yaml to a path that the app answers itself."
        : location.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
            ? $" The app redirects {path} to https, and the health check uses http, here and on AWS: exclude {path} from that redirect."
                + " docs/your-app.md shows how."
        : $" The app redirects {path} to {location}: set health: in railhead.yaml to a path that the app answers itself.";

    /// <summary>A program that puts itself into the background exits with 0, and so does one that has nothing to do.</summary>
    static string Advice(ServiceStatus status) =>
        status is { Signal: null, ExitCode: 0 } ? " The command in start must keep running in the foreground." : "";

    static string Ending(ServiceStatus status) =>
        status.Signal is { } signal ? $"signal {signal}"
        : status.ExitCode is { } code ? $"exit code {code}"
        : "no exit code";
}
