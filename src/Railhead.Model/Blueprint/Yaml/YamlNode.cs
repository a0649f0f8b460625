namespace Railhead.Model;

/// <summary>A piece of YAML with the place where it begins.</summary>
abstract record YamlNode(Place At);

/// <param name="At">Where it begins.</param>
/// <param name="Text">The value, unquoted and unescaped.</param>
/// <param name="IsPlain">Neither quoted nor a block: only then <c>null</c> and <c>~</c> mean nothing.</param>
sealed record YamlScalar(Place At, string Text, bool IsPlain) : YamlNode(At)
{
    public bool IsNull => IsPlain && (Text is "" or "~" or "null" or "Null" or "NULL");
}

sealed record YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>A mapping without duplicate keys, in the order of the file.</summary>
sealed record YamlMapping(Place At, List<YamlEntry> Entries) : YamlNode(At);

sealed record YamlSequence(Place At, List<YamlNode> Items) : YamlNode(At);

/// <summary>Something that was refused while reading; whatever expected a value here says nothing more.</summary>
sealed record YamlRefused(Place At) : YamlNode(At);
