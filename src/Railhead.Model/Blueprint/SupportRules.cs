namespace Railhead.Model;

/// <summary>Which written keys a target does not honour yet.</summary>
static class SupportRules
{
    /// <summary>Warnings for a blueprint without errors, in the order of the file.</summary>
    public static IReadOnlyList<Finding> Findings(Blueprint blueprint) =>
        BlueprintKeys
            .All.OfType<ValueKey>()
            .SelectMany(key => Enum.GetValues<Target>().SelectMany(target => NotYet(blueprint, key, target)))
            .OrderBy(f => f.Line)
            .ThenBy(f => f.Column)
            .ToList();

    static IEnumerable<Finding> NotYet(Blueprint blueprint, ValueKey key, Target target)
    {
        var support = key.On(target);
        if (support.NotYetBecause is not { } because || support.Unless?.Invoke(blueprint) == true)
        {
            yield break;
        }
        foreach (var path in Provenance.Paths(blueprint, key))
        {
            if (Provenance.KeyAt(blueprint, path) is { } at && !IsOff(blueprint.Find(path)))
            {
                yield return TargetDiagnostics.NotYet(at, path, Name(target), because, Hint(key, target));
            }
        }
    }

    /// <summary>Written, but asks for nothing.</summary>
    static bool IsOff(Setting? setting) => setting is { Value: null or false or 0 or 0m or IReadOnlyList<string> { Count: 0 } };

    static string Hint(ValueKey key, Target target)
    {
        var other = target == Target.Local ? Target.Aws : Target.Local;
        return key.On(other).NotYetBecause is null ? $"{Capital(Name(other))} honours it; leave it, or remove it." : "Remove it.";
    }

    static string Name(Target target) => target == Target.Local ? "this machine" : "AWS";

    static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
