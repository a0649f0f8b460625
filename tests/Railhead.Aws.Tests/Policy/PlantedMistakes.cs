namespace Railhead.Aws.Tests;

/// <summary>The list of mistakes that <c>check --aws</c> finds in the plan of the blueprint with everything.</summary>
static partial class PlantedMistakes
{
    public static IReadOnlyList<PlantedMistake> All => field ??= [.. Policy(), .. Names()];
}
