namespace Railhead.Model;

/// <summary>Where each value that holds in an environment comes from.</summary>
static class Provenance
{
    public static IReadOnlyDictionary<string, string> From(Blueprint blueprint)
    {
        var from = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in BlueprintKeys.All.OfType<ValueKey>().SelectMany(key => Paths(blueprint, key)))
        {
            from[path] = KeyAt(blueprint, path)?.FileAndLine ?? "default";
        }
        return from;
    }

    /// <summary>The values that hold in an environment, for people: each path with its value and its source.</summary>
    public static IReadOnlyList<ResolvedValue> Values(Blueprint blueprint) =>
        [
            .. BlueprintKeys
                .All.OfType<ValueKey>()
                .SelectMany(key => Paths(blueprint, key).Select(path => (Key: key, Path: path)))
                .Select(one => new ResolvedValue(
                    one.Path,
                    one.Key.ValueWords(blueprint, one.Path),
                    KeyAt(blueprint, one.Path)?.FileAndLine ?? "default"
                )),
        ];

    /// <summary>Where a key was written, or the mapping that stands for its value.</summary>
    public static Place? KeyAt(Blueprint blueprint, string path) =>
        blueprint.Find(path)?.KeyAt ?? (KeyTree.IsMapping(path) ? blueprint.At(path) : null);

    /// <summary>The key's paths in a blueprint: none where it does not matter, one for each name where users choose names.</summary>
    public static IEnumerable<string> Paths(Blueprint blueprint, ValueKey key) =>
        key.ShortFor is not null || key.When?.Invoke(blueprint) == false ? []
        : KeyTree.NamesOf(key) is { } mapping ? blueprint.Names(mapping).Select(name => Blueprint.Named(key, name))
        : [key.Path];
}
