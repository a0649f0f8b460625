using System.Text.RegularExpressions;

namespace Railhead.Model;

/// <summary>A form that text must have.</summary>
/// <param name="Words">For the documentation.</param>
/// <param name="Pattern">The form as a pattern for the JSON Schema; it ends with <c>\z</c>.</param>
/// <param name="Check">The finding for a text, from its place, path and value; null: the text is good.</param>
sealed record TextForm(string Words, Func<string> Pattern, Func<Place, string, string, Finding?> Check)
{
    /// <summary>The whole numbers that are good text too, where only some are.</summary>
    public (int Min, int Max)? Numbers { get; init; }

    /// <summary>A form that the pattern describes completely.</summary>
    public static TextForm Of(string words, Regex pattern, Func<Place, string, string, Finding> otherwise) =>
        new(words, pattern.ToString, (at, path, value) => pattern.IsMatch(value) ? null : otherwise(at, path, value));

    public bool Allows(string value) => Check(default, "", value) is null;
}
