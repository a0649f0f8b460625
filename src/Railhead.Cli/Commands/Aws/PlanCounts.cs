using Railhead.Aws;

namespace Railhead.Cli;

/// <summary>How many resources a plan creates, changes, replaces and deletes.</summary>
sealed record PlanCounts(int Create, int Update, int Replace, int Delete)
{
    public static PlanCounts Of(IReadOnlyList<PlannedChange> changes) =>
        new(
            changes.Count(change => change.Action == PlannedAction.Create),
            changes.Count(change => change.Action == PlannedAction.Update),
            changes.Count(change => change.Action == PlannedAction.Replace),
            changes.Count(change => change.Action == PlannedAction.Delete)
        );

    /// <summary>Such as <c>211 to create, 1 to change, 0 to replace, 0 to delete</c>.</summary>
    public override string ToString() => $"{Create} to create, {Update} to change, {Replace} to replace, {Delete} to delete";
}
