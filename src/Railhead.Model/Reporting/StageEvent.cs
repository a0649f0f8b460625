namespace Railhead.Model;

/// <summary>A stage has begun, ended or been skipped.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Status">Its new status.</param>
/// <param name="Seconds">How long it took, once it has ended; kept to the millisecond.</param>
/// <param name="Detail">What the stage works on or has made, such as a version or a task's name.</param>
public sealed record StageEvent(Stage Stage, StageStatus Status, double? Seconds = null, string? Detail = null) : ProgressEvent
{
    public double? Seconds { get; init; } = Seconds is { } seconds ? Math.Round(seconds, 3) : null;

    // Written out as well, so that it follows the seconds in JSON.
    public string? Detail { get; init; } = Detail;
}
