namespace Railhead.Model;

/// <summary>
/// A blueprint as it holds in one environment: what was written there, else at the top of the file, else the default. Only the compilers
/// read it; targets know the <see cref="Architecture"/>.
/// </summary>
public sealed class Blueprint
{
    readonly IReadOnlyList<Layer> _layers;
    readonly Tier _tier;

    /// <param name="layers">The nearest first.</param>
    /// <param name="environment">The environment's name.</param>
    internal Blueprint(IReadOnlyList<Layer> layers, string environment)
    {
        _layers = layers;
        _tier = Tiers.Of(environment);
    }

    public string App => Get(AppKeys.App);

    internal T Get<T>(Key<T> key) => Get(key, key.Path, key.DefaultIn(_tier));

    /// <summary>The value of a key whose path has a name of the user's in it.</summary>
    internal T Get<T>(Key<T> key, string name) => Get(key, Named(key, name), key.DefaultIn(_tier));

    /// <summary>The value at one of a key's paths.</summary>
    internal T ValueAt<T>(Key<T> key, string path) => Get(key, path, key.DefaultIn(_tier));

    internal static string Named(Key key, string name) => key.Path.Replace("*", name, StringComparison.Ordinal);

    internal Setting? Find(Key key) => Find(key.Path);

    internal Setting? Find(string path)
    {
        foreach (var layer in _layers)
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

    internal bool IsWritten(Key key) => Find(key.Path) is not null;

    /// <summary>Where a value stands, or the beginning of its mapping when only that was written.</summary>
    internal Place? At(Key key) => At(key.Path);

    /// <inheritdoc cref="At(Key)"/>
    internal Place? At(string path) =>
        Find(path)?.At
        ?? _layers.Select(l => l.Mappings.TryGetValue(path, out var at) ? at : (Place?)null).FirstOrDefault(p => p is not null);

    /// <summary>False when a value could not be taken: then rules about it would only mislead.</summary>
    internal bool Usable(params ReadOnlySpan<Key> keys)
    {
        foreach (var key in keys)
        {
            if (!Usable(key.Path))
            {
                return false;
            }
        }
        return true;
    }

    internal bool Usable(string path) => !_layers.Any(l => l.Bad.Contains(path));

    /// <summary>The names that the user chose below a mapping such as <c>env</c>, in the order of the file, the base's first.</summary>
    internal IReadOnlyList<string> Names(NamedMapping mapping)
    {
        var names = new List<string>();
        foreach (var layer in _layers.Reverse())
        {
            var below = layer
                .Settings.Select(s => (Path: s.Key, s.Value.KeyAt))
                .Concat(layer.Mappings.Select(m => (Path: m.Key, KeyAt: m.Value)))
                .Where(p => p.Path.Length > mapping.Path.Length && Layer.IsBelow(p.Path, mapping.Path))
                .OrderBy(p => (p.KeyAt.Line, p.KeyAt.Column))
                .Select(p => p.Path[(mapping.Path.Length + 1)..].Split('.')[0]);
            names.AddRange(below);
        }
        if (mapping.Always is { } always && !names.Contains(always))
        {
            names.Insert(0, always);
        }
        return names.Distinct(StringComparer.Ordinal).ToList();
    }

    /// <summary>Which alternative of a key that is either a value or a mapping holds: the nearest layer that mentions it decides.</summary>
    internal Layer? Nearest(string path) => _layers.FirstOrDefault(l => l.Settings.ContainsKey(path) || l.Mappings.ContainsKey(path));

    T Get<T>(Key<T> key, string path, T otherwise) => Find(path) is { } setting ? (T)setting.Value! : otherwise;
}
