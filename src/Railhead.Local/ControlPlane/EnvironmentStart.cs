namespace Railhead.Local;

/// <summary>How <c>up --all</c> last started an environment, as it does after a reboot.</summary>
/// <param name="At">When it began.</param>
/// <param name="Seconds">How long it took until the app served, or until it failed.</param>
/// <param name="Error">Why it failed; null if the app serves.</param>
public sealed record EnvironmentStart(DateTimeOffset At, double Seconds, string? Error);
