namespace Railhead.Model;

/// <summary>A key of the blueprint that holds a value.</summary>
/// <param name="path">Dotted, such as <c>service.cpu</c>; <c>*</c> stands for a name that the user chooses.</param>
/// <param name="replaces">The mapping that this value stands for when it is written instead of one, such as <c>health</c>.</param>
abstract class Key(string path, string? replaces)
{
    public string Path => path;

    public string? Replaces => replaces;

    public abstract bool TryRead(YamlNode node, string path, List<Finding> findings, out object? value);
}

/// <summary>A key with the type of its value.</summary>
sealed class Key<T>(string path, ValueReader<T> reader, T defaultValue, string? replaces = null) : Key(path, replaces)
{
    public T Default => defaultValue;

    public override bool TryRead(YamlNode node, string path, List<Finding> findings, out object? value)
    {
        var read = reader(node, path, findings, out var typed);
        value = typed;
        return read;
    }
}
