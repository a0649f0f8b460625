namespace Railhead.Local;

/// <summary>
/// A fixed place for one task set behind the load balancer: HAProxy cannot add a backend while it runs. The numbers are stored: never
/// change one, and 2 stays unused.
/// </summary>
public enum Slot
{
    Blue = 0,
    Green = 1,
}

/// <summary>The names of the slots in HAProxy.</summary>
public static class SlotNames
{
    public static IReadOnlyList<Slot> All { get; } = [Slot.Blue, Slot.Green];

    public static string Backend(this Slot slot) =>
        slot switch
        {
            Slot.Blue => "web-blue",
            Slot.Green => "web-green",
            _ => throw new ArgumentOutOfRangeException(nameof(slot), slot, "no such slot"),
        };
}
