namespace Railhead.Model;

/// <summary>The keys by the mapping they stand in; <c>""</c> is the top of the file.</summary>
static class KeyTree
{
    static readonly Dictionary<string, ValueKey> Values = BlueprintKeys
        .All.OfType<ValueKey>()
        .ToDictionary(k => k.Path, StringComparer.Ordinal);

    static readonly Dictionary<string, NamedMapping> NamedMappings = BlueprintKeys
        .All.OfType<NamedMapping>()
        .ToDictionary(k => k.Path, StringComparer.Ordinal);

    static readonly Dictionary<string, IReadOnlyList<string>> Children = BuildChildren();

    /// <summary>The key that may have a value at this path, which has <c>*</c> for the user's names.</summary>
    public static ValueKey? Find(string pattern) => Values.GetValueOrDefault(pattern);

    public static NamedMapping? FindNamed(string pattern) => NamedMappings.GetValueOrDefault(pattern);

    /// <summary>The finding for a key that must not stand inside an environment, or null.</summary>
    public static Func<Place, Finding>? OnlyAtTop(string key) => (Find(key) as Key ?? FindNamed(key))?.OnlyAtTop;

    public static bool IsMapping(string pattern) => Children.ContainsKey(pattern);

    /// <summary>The keys that a mapping knows; <c>*</c> alone where the user chooses the names.</summary>
    public static IReadOnlyList<string> In(string pattern) => Children[pattern];

    /// <summary>The keys without which a mapping is incomplete.</summary>
    public static IEnumerable<ValueKey> RequiredIn(string pattern) =>
        In(pattern).Select(name => Find(Join(pattern, name))).OfType<ValueKey>().Where(key => key.IsRequired);

    /// <summary>The mapping whose names stand in the key's path, or null.</summary>
    public static NamedMapping? NamesOf(Key key) =>
        key.Path.IndexOf(".*", StringComparison.Ordinal) is > 0 and var end ? FindNamed(key.Path[..end]) : null;

    public static string Join(string mapping, string key) => mapping.Length == 0 ? key : $"{mapping}.{key}";

    /// <summary>The mapping that has a key of this name, for one that was written in the wrong place.</summary>
    public static string? HomeOf(string name, string writtenIn) =>
        Children
            .Where(c => c.Key != writtenIn && !c.Key.Contains('*', StringComparison.Ordinal) && c.Value.Contains(name))
            .Select(c => c.Key)
            .FirstOrDefault();

    static Dictionary<string, IReadOnlyList<string>> BuildChildren()
    {
        var children = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var key in BlueprintKeys.All)
        {
            var mapping = "";
            foreach (var part in key.Path.Split('.'))
            {
                if (!children.TryGetValue(mapping, out var names))
                {
                    children.Add(mapping, names = []);
                }
                if (!names.Contains(part))
                {
                    names.Add(part);
                }
                mapping = Join(mapping, part);
            }
        }
        return children.ToDictionary(c => c.Key, c => (IReadOnlyList<string>)c.Value, StringComparer.Ordinal);
    }
}
