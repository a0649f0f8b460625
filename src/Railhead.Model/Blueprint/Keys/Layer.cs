namespace Railhead.Model;

/// <summary>The settings in one mapping of the file: the whole blueprint, or one environment's part.</summary>
sealed class Layer
{
    /// <summary>By path.</summary>
    public Dictionary<string, Setting> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>The mappings that were written, empty ones too, by path.</summary>
    public OrderedDictionary<string, Place> Mappings { get; } = new(StringComparer.Ordinal);

    /// <summary>Mappings that a plain value stands for here, so that nothing of them is inherited.</summary>
    public HashSet<string> Replaced { get; } = new(StringComparer.Ordinal);

    /// <summary>Paths whose value could not be taken; rules that need them keep silent.</summary>
    public HashSet<string> Bad { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether lower layers say nothing about <paramref name="path"/> any more.</summary>
    public bool Hides(string path) => Replaced.Any(p => IsBelow(path, p));

    public static bool IsBelow(string path, string ancestor) =>
        path == ancestor
        || (path.Length > ancestor.Length && path[ancestor.Length] == '.' && path.StartsWith(ancestor, StringComparison.Ordinal));
}
