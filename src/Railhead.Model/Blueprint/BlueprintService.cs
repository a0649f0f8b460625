namespace Railhead.Model;

/// <summary>The blueprint's <c>service</c>: CPU units, MiB, counts; scaling targets in percent, and requests per task and minute.</summary>
public sealed record BlueprintService(
    int Cpu,
    int Memory,
    int Desired,
    int Min,
    int Max,
    int? ScaleCpu,
    int? ScaleMemory,
    int? ScaleRequests
)
{
    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<ScheduledScaling> Schedules { get; init; } = [];
}
