using System.Text.Json;

namespace Railhead.Aws;

/// <summary>
/// An attribute as a plan has it: a value, nothing, or a value that only the apply will know. Rules take an unknown value for a right one,
/// because it comes from another resource and not from an omission.
/// </summary>
/// <param name="Known">The value; undefined or null when nothing is set.</param>
/// <param name="IsUnknown">Whether only the apply will know it.</param>
public readonly record struct PolicyValue(JsonElement Known, bool IsUnknown)
{
    /// <summary>Whether there is a value, known or not. Empty lists and texts are none.</summary>
    public bool IsSet =>
        IsUnknown
        || Known.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => false,
            JsonValueKind.Array => Known.GetArrayLength() > 0,
            JsonValueKind.String => Known.GetString()!.Length > 0,
            _ => true,
        };

    /// <summary>True, or not known yet.</summary>
    public bool IsTrue => IsUnknown || Known.ValueKind == JsonValueKind.True || IsText("true");

    /// <summary>The text, or null. Numbers and booleans are no text.</summary>
    public string? Text => Known.ValueKind == JsonValueKind.String ? Known.GetString() : null;

    /// <summary>The number, also of a text such as <c>"443"</c>; null when there is none.</summary>
    public double? Number =>
        Known.ValueKind == JsonValueKind.Number ? Known.GetDouble()
        : double.TryParse(Text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number
        : null;

    /// <summary>The texts of a list; a single text is a list of one.</summary>
    public IReadOnlyList<string> Texts =>
        Known.ValueKind switch
        {
            JsonValueKind.String => [Known.GetString()!],
            JsonValueKind.Array => [.. Known.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)],
            _ => [],
        };

    /// <summary>Whether it is one of these texts.</summary>
    public bool IsText(params IReadOnlyList<string> texts) => Text is { } text && texts.Contains(text);
}
