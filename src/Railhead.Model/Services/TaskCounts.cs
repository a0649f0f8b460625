namespace Railhead.Model;

/// <summary>How many tasks there are, and between which numbers scaling moves.</summary>
sealed record TaskCounts(int Min, int Desired, int Max)
{
    /// <summary>
    /// A count that is left out gives way to those that are written: <c>max: 1</c> alone is one task, not an error about a default.
    /// </summary>
    public static TaskCounts Of(Blueprint blueprint)
    {
        var min = blueprint.Get(ServiceKeys.Min);
        var max = blueprint.Get(ServiceKeys.Max);
        var least = blueprint.IsWritten(ServiceKeys.Min) ? min : 1;
        var most = blueprint.IsWritten(ServiceKeys.Max) ? max : int.MaxValue;
        var usual = blueprint.Get(ServiceKeys.Desired);
        var desired = blueprint.IsWritten(ServiceKeys.Desired) ? usual : Math.Max(least, Math.Min(usual, most));
        return new TaskCounts(
            blueprint.IsWritten(ServiceKeys.Min) ? min : Math.Min(min, desired),
            desired,
            blueprint.IsWritten(ServiceKeys.Max) ? max : Math.Max(max, desired)
        );
    }
}
