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

    [Theory]
    [InlineData("bin/", "bin", true, true)]
    [InlineData("bin/", "bin", false, false)]
    [InlineData("*.log", "deep/er/x.log", false, true)]
    [InlineData("/root.txt", "deep/root.txt", false, false)]
    [InlineData("doc/*.md", "doc/a.md", false, true)]
    [InlineData("doc/*.md", "other/doc/a.md", false, false)]
    [InlineData("a/**/z", "a/b/c/z", false, true)]
    [InlineData("[ab].txt", "b.txt", false, true)]
    [InlineData("[!ab].txt", "b.txt", false, false)]
    public void Ignore_patterns_mean_what_git_means(string pattern, string path, bool isFolder, bool ignored)
    {
        var rules = new IgnoreRules();
        rules.Add(pattern);
        Assert.Equal(ignored, rules.Match(path, isFolder));
    }

    [Fact]
    public void The_last_matching_pattern_decides()
    {
        var rules = new IgnoreRules();
        foreach (var line in (string[])["*.log", "!keep.log", "# a comment", ""])
        {
            rules.Add(line);
        }

        Assert.True(rules.Match("other.log", false));
        Assert.False(rules.Match("keep.log", false));
    }
}
