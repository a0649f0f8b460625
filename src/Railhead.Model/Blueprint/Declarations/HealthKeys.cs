namespace Railhead.Model;

/// <summary>The health check of the app's tasks.</summary>
static class HealthKeys
{
    public static readonly KeySection Section = new("health");

    public static readonly Key<string> Path = Section.Add(
        new Key<string>("health.path", Values.Text(TextForms.HealthPath), "/up")
        {
            Meaning = "Path that is requested from each task, with `LB_ENDPOINT` as its Host.",
        }
    );

    /// <summary>Written instead of the mapping: its path, the rest by default.</summary>
    public static readonly Key<string> Health = Section.Add(
        new Key<string>("health", Values.Short(Values.Text(TextForms.HealthPath), "a path such as /up, or a mapping"), "/up")
        {
            Meaning = "Short form of `health.path`.",
            ShortFor = Path,
        }
    );

    public static readonly Key<string> Matcher = Section.Add(
        new Key<string>("health.matcher", Values.Text(TextForms.Matcher), "200")
        {
            Meaning = "Status codes that count as healthy: one (`200`), a list (`200,204`) or a range (`200-399`).",
        }
    );

    public static readonly Key<int> Interval = Section.Add(
        new Key<int>("health.interval", Values.Integer(5, 300, "seconds"), 10) { Meaning = "Time between two checks of a task in service." }
    );

    public static readonly Key<int> Timeout = Section.Add(
        new Key<int>("health.timeout", Values.Integer(2, 120, "seconds"), 5)
        {
            Meaning = "Time until a check counts as failed. It must be below `interval`.",
        }
    );

    public static readonly Key<int> Healthy = Section.Add(
        new Key<int>("health.healthy", Values.Integer(2, 10), 2) { Meaning = "Passed checks until an unhealthy task is healthy again." }
    );

    public static readonly Key<int> Unhealthy = Section.Add(
        new Key<int>("health.unhealthy", Values.Integer(2, 10), 2) { Meaning = "Failed checks until a task is unhealthy." }
    );

    public static readonly Key<int> Start = Section.Add(
        new Key<int>("health.start", Values.Integer(10, 3600, "seconds"), 60)
        {
            Meaning = "Time that a new task may take to its first passed check.",
            Aws = Support.As(
                "the service's grace period; the start period of the container's check is the same, but at most 300. "
                    + "CodeDeploy waits for new tasks for an hour."
            ),
        }
    );
}
