using System.Globalization;

namespace Railhead.Model;

/// <summary>Findings that any key or value can have: RH1002 to RH1006 and RH1011 to RH1013.</summary>
static class ShapeDiagnostics
{
    const string UnknownKeyCode = "RH1002";

    public static Finding UnknownKey(Place at, string key, string hint) =>
        Finding.Error(UnknownKeyCode, at, $"unknown key \"{Shown(key)}\"", hint);

    public static string DidYouMean(string key) => $"Did you mean \"{key}\"?";

    /// <summary>Whether a finding already says that <paramref name="key"/> is misspelt.</summary>
    public static bool Suggests(Finding finding, string key) => finding.Code == UnknownKeyCode && finding.Hint == DidYouMean(key);

    public static Finding Missing(Place at, string key, string example) =>
        Finding.Error("RH1003", at, $"the key \"{key}\" is missing", $"Add it, for example: {example}");

    public static Finding WrongType(Place at, string path, string expected, string found) =>
        Finding.Error("RH1004", at, $"{path} takes {expected}, not {found}", $"Write {expected}, or leave the key out.");

    public static Finding OutOfRange(Place at, string path, string value, string min, string max) =>
        Finding.Error("RH1005", at, $"{Shown(value)} is out of range for {path}", $"Use {min} to {max}.");

    public static Finding DuplicateKey(Place at, string key, int firstLine) =>
        Finding.Error(
            "RH1006",
            at,
            string.Create(CultureInfo.InvariantCulture, $"the key \"{Shown(key)}\" is already in line {firstLine}"),
            "Keep one of the two."
        );

    public static Finding NoText(Place at, string path) =>
        Finding.Error("RH1011", at, $"{path} is empty", "Give it a value, or leave the key out.");

    public static Finding ControlCharacter(Place at, string path) =>
        Finding.Error("RH1012", at, $"{path} contains a control character", "Remove it; programs cannot receive such text.");

    public static Finding TooLong(Place at, string path, int max) =>
        Finding.Error(
            "RH1013",
            at,
            string.Create(CultureInfo.InvariantCulture, $"{path} is longer than {max} characters"),
            "Shorten it; long scripts belong in a file of the app."
        );

    /// <summary>A user's text inside a message: short, and on one line.</summary>
    internal static string Shown(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= 60 ? line : line[..57] + "...";
    }
}
