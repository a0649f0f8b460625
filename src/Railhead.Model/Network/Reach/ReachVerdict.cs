namespace Railhead.Model;

/// <summary>Whether a connection between two peers works: request and replies.</summary>
/// <param name="From">The peer that opens it.</param>
/// <param name="To">The peer that it leads to.</param>
/// <param name="Reachable">Whether it works.</param>
/// <param name="DecidedBy">The rule that decided.</param>
/// <param name="Path">All decisions up to the first denial.</param>
/// <param name="Notes">Faults that hit some connections only: ports without a reply, path MTU.</param>
public sealed record ReachVerdict(
    Peer From,
    Peer To,
    bool Reachable,
    string DecidedBy,
    IReadOnlyList<ReachStep> Path,
    IReadOnlyList<string> Notes
);
