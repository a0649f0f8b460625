namespace Railhead.Local;

/// <summary>Why a task enters another phase.</summary>
public enum MoveReason
{
    /// <summary>Its first health check passed.</summary>
    CheckPassed,

    /// <summary>A young process does not pass its checks.</summary>
    CheckFailed,

    /// <summary>Its app is another process than before, and other tasks serve.</summary>
    AppRestarted,

    /// <summary>It has to start anew, as after a <c>down</c> or a reboot.</summary>
    StartsAnew,

    /// <summary>It has finished its requests.</summary>
    Drained,

    /// <summary>Its time to finish is over.</summary>
    DrainLimit,

    /// <summary>Its set has more tasks than it should have.</summary>
    Surplus,

    /// <summary>Another set has taken over.</summary>
    Replaced,

    /// <summary>Its deployment failed.</summary>
    Undone,

    /// <summary>Its ports belong to another environment.</summary>
    ForeignPorts,
}
