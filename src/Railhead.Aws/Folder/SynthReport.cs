namespace Railhead.Aws;

/// <summary>The result of synth for the folder. Paths are relative to it.</summary>
/// <param name="Written">New or changed.</param>
/// <param name="Unchanged">Already up to date.</param>
/// <param name="Kept">Edited by hand, and therefore not changed to what the blueprint says now.</param>
/// <param name="Removed">Generated earlier, and no longer needed.</param>
public sealed record SynthReport(
    IReadOnlyList<string> Written,
    IReadOnlyList<string> Unchanged,
    IReadOnlyList<string> Kept,
    IReadOnlyList<string> Removed
)
{
    public bool IsCurrent => Written.Count == 0 && Removed.Count == 0;
}
