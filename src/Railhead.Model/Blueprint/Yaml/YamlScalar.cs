namespace Railhead.Model;

/// <param name="At">Where it begins.</param>
/// <param name="Text">The value, unquoted and unescaped.</param>
/// <param name="IsPlain">Neither quoted nor a block: only then <c>null</c> and <c>~</c> mean nothing.</param>
sealed record YamlScalar(Place At, string Text, bool IsPlain) : YamlNode(At)
{
    public bool IsNull => IsPlain && (Text is "" or "~" or "null" or "Null" or "NULL");
}
