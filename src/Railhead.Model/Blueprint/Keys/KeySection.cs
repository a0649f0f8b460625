namespace Railhead.Model;

/// <summary>Keys that belong together: a table in docs/blueprint.md.</summary>
/// <param name="name">The mark of the table in docs/blueprint.md.</param>
sealed class KeySection(string name)
{
    readonly List<Key> _keys = [];

    public string Name => name;

    public IReadOnlyList<Key> Keys => _keys;

    /// <summary>Declares a key: from here on, everything that goes through the keys knows it.</summary>
    public T Add<T>(T key)
        where T : Key
    {
        _keys.Add(key);
        return key;
    }
}
