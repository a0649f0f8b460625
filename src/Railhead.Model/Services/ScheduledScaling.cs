namespace Railhead.Model;

/// <param name="Name">Unique in the service.</param>
/// <param name="Cron">AWS's six fields, UTC.</param>
/// <param name="Min">From then on.</param>
/// <param name="Max">From then on.</param>
public sealed record ScheduledScaling(string Name, string Cron, int Min, int Max);
