namespace Railhead.Local;

/// <summary>Times that decide about tasks.</summary>
/// <param name="Drain">How long a task that gets nothing new may finish its requests; WebSockets end then.</param>
/// <param name="Young">
/// A process younger than this is a new task to the load balancer: the health of the process before it does not count.
/// </param>
public sealed record TaskLimits(TimeSpan Drain, TimeSpan Young)
{
    public static TaskLimits Default { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
}
