namespace Railhead.Local.Tests;

/// <summary>The ports that an environment may get.</summary>
public sealed class PortChoiceTests
{
    const int Ephemeral = 32768;

    static IReadOnlyList<int> Blocks(int lowestEphemeral = Ephemeral, string home = "/home", params PortBlock[] taken) =>
        [.. PortChoice.Blocks(taken, home, "app", "local", lowestEphemeral)];

    [Fact]
    public void Every_free_block_is_offered_once_and_none_reaches_the_ports_of_outgoing_connections()
    {
        var blocks = Blocks();
        Assert.Equal(Enumerable.Range(0, 49).Select(block => 20000 + (256 * block)), blocks.Order());
        Assert.All(blocks, start => Assert.True(start + 256 <= PortChoice.Last + 1));
    }

    [Theory]
    [InlineData(20512, 2)]
    [InlineData(20511, 1)]
    [InlineData(20255, 0)]
    [InlineData(1024, 0)]
    public void A_machine_with_more_outgoing_ports_has_fewer_blocks(int lowestEphemeral, int count) =>
        Assert.Equal(count, Blocks(lowestEphemeral).Count);

    [Fact]
    public void A_block_that_overlaps_another_environments_is_not_offered()
    {
        PortBlock[] taken = [new(20000, 256), new(20700, 100)];
        var blocks = Blocks(taken: taken);
        Assert.DoesNotContain(20000, blocks);
        // 20700 to 20799 reach into two blocks.
        Assert.DoesNotContain(20512, blocks);
        Assert.DoesNotContain(20768, blocks);
        Assert.Equal(49 - 3, blocks.Count);
    }

    [Fact]
    public void The_same_environment_begins_at_the_same_block_and_homes_at_different_ones()
    {
        Assert.Equal(Blocks(), Blocks());
        Assert.True(Enumerable.Range(0, 20).Select(home => Blocks(home: $"/home/{home}")[0]).Distinct().Count() > 5);
    }

    [Fact]
    public void A_default_port_moves_on_past_other_environments() =>
        Assert.Equal([8081, 8083, 8084], PortChoice.Http(8080, isDefault: true, [8080, 8082]).Take(3));

    [Fact]
    public void A_port_that_somebody_wrote_is_that_port_or_none()
    {
        Assert.Equal([8080], PortChoice.Http(8080, isDefault: false, [8081]));
        Assert.Empty(PortChoice.Http(8080, isDefault: false, [8080]));
    }

    [Fact]
    public void No_port_is_beyond_the_last_one() => Assert.Equal([65535], PortChoice.Http(65535, isDefault: true, []));
}
