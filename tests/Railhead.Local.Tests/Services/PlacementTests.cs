namespace Railhead.Local.Tests;

/// <summary>Which zone a task goes to, which one leaves, and what a folder without git leaves out.</summary>
public class PlacementTests
{
    static readonly string[] Zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];

    static TaskRow Row(string id, string zone, int second) =>
        new()
        {
            Id = id,
            Zone = zone,
            Release = 1,
            Revision = "r",
            Slot = Slot.Blue,
            AppPort = 1,
            NginxPort = 2,
            Phase = TaskPhase.InService,
            StartedAt = DateTimeOffset.UnixEpoch.AddSeconds(second),
        };

    [Fact]
    public void Tasks_fill_the_zones_evenly()
    {
        var occupied = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            occupied.Add(Placement.NextZone(Zones, occupied));
        }

        Assert.Equal([3, 2, 2], Zones.Select(zone => occupied.Count(one => one == zone)));
    }

    [Fact]
    public void The_newest_task_of_the_fullest_zone_leaves_first() =>
        Assert.Equal("a2", Placement.NextToLeave([Row("a1", Zones[0], 1), Row("b1", Zones[1], 9), Row("a2", Zones[0], 5)]).Id);
}
