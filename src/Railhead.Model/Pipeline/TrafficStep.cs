namespace Railhead.Model;

/// <param name="After">Since the shift began.</param>
/// <param name="Percent">Of the traffic that the new tasks get from then on.</param>
public sealed record TrafficStep(TimeSpan After, int Percent);
