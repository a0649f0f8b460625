namespace Railhead.Local;

/// <summary>One thing to do with a task.</summary>
public abstract record TaskAction
{
    private protected TaskAction() { }

    /// <summary>A new task of a set.</summary>
    public sealed record Add(Slot Slot, int Release, string Revision, string Zone) : TaskAction;

    /// <summary>The task enters another phase of its life.</summary>
    /// <param name="Row">The task as it was seen. Nothing happens when its phase has changed since.</param>
    /// <param name="To">The new phase.</param>
    /// <param name="Reason">Why, for the log.</param>
    public sealed record Move(TaskRow Row, TaskPhase To, MoveReason Reason) : TaskAction;

    /// <summary>Its processes end, and its files are deleted.</summary>
    public sealed record Remove(TaskRow Row) : TaskAction;
}
