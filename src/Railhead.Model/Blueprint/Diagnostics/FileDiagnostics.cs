namespace Railhead.Model;

/// <summary>Findings about the file as a whole, before its keys matter: RH1001 and RH1020 to RH1032.</summary>
static class FileDiagnostics
{
    public static Finding Syntax(Place at, string reason) =>
        Finding.Error(
            "RH1001",
            at,
            $"this is not valid YAML: {Lower(reason).TrimEnd('.')}",
            "Look at the indentation, colons and quotes here and in the line before."
        );

    public static Finding Empty(Place at) =>
        Finding.Error("RH1020", at, "the blueprint is empty", "It needs at least the keys \"app\" and \"start\".");

    public static Finding TooLarge(Place at, int kibibytes) =>
        Finding.Error(
            "RH1021",
            at,
            $"the blueprint is larger than {kibibytes} KiB",
            "Is it the right file? A blueprint holds settings only."
        );

    public static Finding TooDeep(Place at, int levels) =>
        Finding.Error(
            "RH1022",
            at,
            $"this is nested deeper than {levels} levels",
            "No key of a blueprint is that deep; the rest of the file was not read."
        );

    public static Finding SeveralDocuments(Place at) =>
        Finding.Error(
            "RH1023",
            at,
            "a second YAML document begins here",
            "Keep one document; environments go below the key \"environments\"."
        );

    public static Finding Anchor(Place at) =>
        Finding.Error(
            "RH1024",
            at,
            "blueprints do not support YAML anchors (&name)",
            "Write the value without it; environments inherit all values that they do not override."
        );

    public static Finding Alias(Place at) =>
        Finding.Error(
            "RH1025",
            at,
            "blueprints do not support YAML aliases (*name)",
            "Write the value itself; one that begins with * needs quotes."
        );

    public static Finding Tag(Place at) =>
        Finding.Error(
            "RH1026",
            at,
            "blueprints do not support YAML tags (!name)",
            "Remove the tag; a value that begins with ! needs quotes."
        );

    public static Finding MergeKey(Place at) =>
        Finding.Error(
            "RH1027",
            at,
            "blueprints do not support the merge key <<",
            "Environments inherit all values: write only those that differ."
        );

    public static Finding Tab(Place at) =>
        Finding.Error("RH1028", at, "a tab indents this line", "YAML allows spaces only: replace the tab.");

    public static Finding Binary(Place at) =>
        Finding.Error("RH1029", at, "there is a control character here", "A blueprint is UTF-8 text: remove the character.");

    public static Finding NotUtf8(Place at) =>
        Finding.Error("RH1032", at, "this is not UTF-8", "Save the file as UTF-8; your editor calls it the encoding of the file.");

    public static Finding KeyIsNoText(Place at) => Finding.Error("RH1030", at, "a key must be plain text", "Write it as \"name: value\".");

    public static Finding NoMapping(Place at, string found) =>
        Finding.Error(
            "RH1031",
            at,
            $"a blueprint consists of keys and values, not of {found}",
            "Begin with \"app: guestbook\" and \"start: ./server\"."
        );

    static string Lower(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
