namespace Railhead.Model;

/// <summary>The keys by the mapping they stand in; <c>""</c> is the top of the file.</summary>
static class KeyTree
{
    static readonly Dictionary<string, Key> ByPath = BlueprintKeys.All.ToDictionary(k => k.Path, StringComparer.Ordinal);

    static readonly Dictionary<string, IReadOnlyList<string>> Children = BuildChildren();

    public static Key? Find(string pattern) => ByPath.GetValueOrDefault(pattern);

    public static bool IsMapping(string pattern) => Children.ContainsKey(pattern);

    /// <summary>The keys that a mapping knows; <c>*</c> alone where the user chooses the names.</summary>
    public static IReadOnlyList<string> In(string pattern) => Children[pattern];

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
