namespace Railhead.Local;

/// <summary>Where the next task goes and which one leaves first.</summary>
public static class Placement
{
    /// <summary>The zone with the fewest tasks of the set; the first of equals.</summary>
    public static string NextZone(IReadOnlyList<string> zones, IEnumerable<string> occupied)
    {
        var counts = occupied.GroupBy(zone => zone).ToDictionary(group => group.Key, group => group.Count());
        return zones.MinBy(zone => counts.GetValueOrDefault(zone))!;
    }

    /// <summary>The newest task in the fullest zone, so that what stays is even over the zones.</summary>
    public static TaskRow NextToLeave(IReadOnlyList<TaskRow> tasks)
    {
        var fullest = tasks.GroupBy(task => task.Zone).MaxBy(zone => zone.Count())!;
        return fullest.MaxBy(task => task.StartedAt)!;
    }

    /// <summary>A zone's letter: <c>eu-west-1a</c> gives <c>a</c>.</summary>
    public static string Letter(string zone) => zone[^1..];
}
