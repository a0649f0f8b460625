namespace Railhead.Local;

/// <summary>The present state of one HAProxy worker.</summary>
/// <param name="Servers">Servers of the slots' backends.</param>
/// <param name="MapRows">The committed rows of the weights, in HAProxy's form.</param>
/// <param name="MapVersion">The committed version.</param>
/// <param name="NextMapVersion">The newest version begun; greater than <paramref name="MapVersion"/> when a swap was interrupted.</param>
public sealed record WorkerObservation(
    IReadOnlyList<ObservedServer> Servers,
    IReadOnlyList<string> MapRows,
    uint MapVersion,
    uint NextMapVersion
);

/// <summary>A server as HAProxy has it.</summary>
public sealed record ObservedServer
{
    public required Slot Slot { get; init; }

    public required string Name { get; init; }

    /// <summary>Address and port.</summary>
    public required string Endpoint { get; init; }

    public required AdminState Admin { get; init; }

    public required int Weight { get; init; }

    public required bool CheckEnabled { get; init; }

    public required bool IsUp { get; init; }

    /// <summary>Whether the newest finished check passed; false before the first.</summary>
    public required bool CheckPassed { get; init; }

    /// <summary>The result of the newest check, or null.</summary>
    public required string? LastCheck { get; init; }

    public required int Sessions { get; init; }

    public required int Queue { get; init; }

    public string Path => $"{Slot.Backend()}/{Name}";

    public bool InMaintenance => (Admin & AdminState.AnyMaintenance) != 0;

    public bool InDrain => (Admin & AdminState.AnyDrain) != 0;
}

/// <summary>HAProxy's <c>srv_admin_state</c> (its management guide, "show servers state").</summary>
[Flags]
public enum AdminState
{
    None = 0,
    AnyMaintenance = 0x01 | 0x02 | 0x04 | 0x20 | 0x40,
    AnyDrain = 0x08 | 0x10,
}
