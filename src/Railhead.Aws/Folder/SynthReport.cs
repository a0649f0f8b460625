namespace Railhead.Aws;

/// <summary>What a synthesis did to the folder; paths are relative to it.</summary>
/// <param name="Written">New, or not as they were.</param>
/// <param name="Unchanged">As they were.</param>
/// <param name="Kept">Edited by hand and left alone, though the blueprint says something else now.</param>
/// <param name="Removed">Written once, and not needed any more.</param>
public sealed record SynthReport(
    IReadOnlyList<string> Written,
    IReadOnlyList<string> Unchanged,
    IReadOnlyList<string> Kept,
    IReadOnlyList<string> Removed
)
{
    public bool IsCurrent => Written.Count == 0 && Removed.Count == 0;
}
