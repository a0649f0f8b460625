namespace Railhead.Model;

/// <summary>A target group's health check, with ALB's meaning of each value.</summary>
/// <param name="Path">Path and query, beginning with a slash.</param>
/// <param name="Matcher">Status codes that count as healthy: <c>200</c>, <c>200,202</c> or <c>200-399</c>.</param>
/// <param name="Interval">Seconds between checks of a target that is in service.</param>
/// <param name="Timeout">Seconds.</param>
/// <param name="Healthy">Passed checks until an unhealthy target is healthy again.</param>
/// <param name="Unhealthy">Failed checks until a target is unhealthy.</param>
public sealed record HealthCheck(string Path, string Matcher, int Interval, int Timeout, int Healthy, int Unhealthy);
