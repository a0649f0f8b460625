namespace Railhead.Local;

/// <summary>A fixed place for one task set behind the load balancer: HAProxy cannot add a backend while it runs.</summary>
public enum Slot
{
    Blue,
    Green,
    Drain,
}

/// <summary>What a slot is called in HAProxy.</summary>
public static class SlotNames
{
    public static IReadOnlyList<Slot> All { get; } = [Slot.Blue, Slot.Green, Slot.Drain];

    public static string Backend(this Slot slot) => slot switch
    {
        Slot.Blue => "web-blue",
        Slot.Green => "web-green",
        Slot.Drain => "web-drain",
        _ => throw new ArgumentOutOfRangeException(nameof(slot), slot, "no such slot"),
    };
}
