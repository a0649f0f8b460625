namespace Railhead.Model;

/// <param name="Path">Asked of the container's own port on 127.0.0.1.</param>
/// <param name="Interval">Seconds.</param>
/// <param name="Timeout">Seconds.</param>
/// <param name="Retries">Failures until it is unhealthy.</param>
/// <param name="StartPeriod">Seconds in which failures do not count.</param>
public sealed record ContainerHealthCheck(string Path, int Interval, int Timeout, int Retries, int StartPeriod)
{
    /// <summary>ECS accepts no longer one. The service's grace period covers the time after it.</summary>
    public const int LongestStartPeriod = 300;
}
