namespace Railhead.Model;

/// <summary>
/// ECS replaces a task whose container fails this check, so it asks only whether nginx answers. Whether the app does is the load
/// balancer's question: with all tasks failing, it goes on sending requests to them.
/// </summary>
/// <param name="Interval">Seconds.</param>
/// <param name="Timeout">Seconds.</param>
/// <param name="Retries">Failures until it is unhealthy.</param>
/// <param name="StartPeriod">Seconds in which failures do not count.</param>
public sealed record ContainerHealthCheck(int Interval, int Timeout, int Retries, int StartPeriod)
{
    /// <summary>ECS accepts no longer one. The service's grace period covers the time after it.</summary>
    public const int LongestStartPeriod = 300;
}
