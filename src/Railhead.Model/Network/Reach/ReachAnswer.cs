namespace Railhead.Model;

/// <summary>The answer to <c>railhead reach FROM TO PORT</c>.</summary>
/// <param name="From">As it was asked.</param>
/// <param name="To">As it was asked.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Reachable">
/// From the Internet: some address gets through. From any other place: all its addresses do, in every zone, to all addresses there.
/// </param>
/// <param name="IsPartly">Whether only some addresses get through.</param>
/// <param name="DecidedBy">The rule that decided.</param>
/// <param name="Path">The decisions on the way that decided, in their order.</param>
/// <param name="Notes">Faults that hit some connections only, and how a place is meant.</param>
public sealed record ReachAnswer(
    string From,
    string To,
    int Port,
    bool Reachable,
    bool IsPartly,
    string DecidedBy,
    IReadOnlyList<ReachStep> Path,
    IReadOnlyList<string> Notes
);
