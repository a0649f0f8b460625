namespace Railhead.Aws;

/// <summary>Scripts that differ in a few lines between the engines of a deployment.</summary>
static class ScriptParts
{
    /// <summary>Puts another part in place of one that the script has exactly once.</summary>
    public static string With(this string script, string part, string other)
    {
        var at = script.IndexOf(part, StringComparison.Ordinal);
        return at >= 0 && script.IndexOf(part, at + 1, StringComparison.Ordinal) < 0
            ? string.Concat(script.AsSpan(0, at), other, script.AsSpan(at + part.Length))
            : throw new ArgumentException($"the script does not have \"{part}\" once", nameof(part));
    }

    /// <summary>The part between two lines: with the first and without the second.</summary>
    public static string Between(this string script, string first, string next)
    {
        var from = script.IndexOf(first, StringComparison.Ordinal);
        return script[from..script.IndexOf(next, from, StringComparison.Ordinal)];
    }
}
