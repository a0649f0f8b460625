namespace Railhead.Model;

/// <summary>The layers of one environment, the nearest first: what holds in it.</summary>
sealed class LayeredSettings(IReadOnlyList<Layer> layers)
{
    public T Get<T>(Key<T> key) => Get(key.Path, key.Default);

    public T Get<T>(Key<T> key, T defaultValue) => Get(key.Path, defaultValue);

    /// <summary>The value of a key whose path has a name of the user's in it.</summary>
    public T GetNamed<T>(Key<T> key, string name) => Get(Named(key, name), key.Default);

    public static string Named(Key key, string name) => key.Path.Replace("*", name, StringComparison.Ordinal);

    public Setting? Find(string path)
    {
        foreach (var layer in layers)
        {
            if (layer.Settings.TryGetValue(path, out var setting))
            {
                return setting;
            }
            if (layer.Hides(path))
            {
                return null;
            }
        }
        return null;
    }

    /// <summary>Where a value stands, or the beginning of its mapping when only that was written.</summary>
    public Place? At(string path) =>
        Find(path)?.At
        ?? layers.Select(l => l.Mappings.TryGetValue(path, out var at) ? at : (Place?)null).FirstOrDefault(p => p is not null);

    public bool IsWritten(string path) => Find(path) is not null;

    /// <summary>False when a value could not be taken: then rules about it would only mislead.</summary>
    public bool Usable(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (layers.Any(l => l.Bad.Contains(path)))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The names that the user chose below a mapping such as <c>env</c>, in the order of the file, the base's first.</summary>
    public IReadOnlyList<string> Names(string mapping)
    {
        var names = new List<string>();
        foreach (var layer in layers.Reverse())
        {
            var below = layer
                .Settings.Select(s => (Path: s.Key, s.Value.KeyAt))
                .Concat(layer.Mappings.Select(m => (Path: m.Key, KeyAt: m.Value)))
                .Where(p => p.Path.Length > mapping.Length && Layer.IsBelow(p.Path, mapping))
                .OrderBy(p => (p.KeyAt.Line, p.KeyAt.Column))
                .Select(p => p.Path[(mapping.Length + 1)..].Split('.')[0]);
            names.AddRange(below);
        }
        return names.Distinct(StringComparer.Ordinal).ToList();
    }

    /// <summary>Which alternative of a key that is either a value or a mapping holds: the nearest layer that mentions it decides.</summary>
    public Layer? Nearest(string path) => layers.FirstOrDefault(l => l.Settings.ContainsKey(path) || l.Mappings.ContainsKey(path));

    T Get<T>(string path, T defaultValue) => Find(path) is { } setting ? (T)setting.Value! : defaultValue;
}
