namespace Railhead.Local;

/// <summary>What a trial found.</summary>
/// <param name="Walls">Null when this machine cannot build them.</param>
/// <param name="Lacks">What the machine lacks, a sentence each.</param>
public sealed record IsolationState(Walls? Walls, IReadOnlyList<string> Lacks)
{
    public static IsolationState None { get; } = new(null, []);
}
