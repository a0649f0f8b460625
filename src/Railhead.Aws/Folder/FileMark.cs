using System.Security.Cryptography;
using System.Text;

namespace Railhead.Aws;

/// <summary>
/// The line of a written file that says who wrote it, with a hash of the rest: whether a person has edited it since can be told from the
/// file alone, also in a clone and without a list beside it.
/// </summary>
static class FileMark
{
    const string Writer = "Written by \"railhead synth\"; edit it and it is yours.";

    /// <summary>The file's bytes as they are written.</summary>
    public static string Apply(SynthFile file)
    {
        var (head, rest) = Split(file.Text);
        return $"{head}{Line(file.Path, file.Text)}\n{(file.Path.EndsWith(".tf", StringComparison.Ordinal) ? "\n" : "")}{rest}";
    }

    public static byte[] Content(SynthFile file) => file.Bytes?.ToArray() ?? Encoding.UTF8.GetBytes(Apply(file));

    /// <summary>Whether the file is exactly what was once written. An archive is if all in it is.</summary>
    public static bool IsUntouched(string path, byte[] written) =>
        path.EndsWith(".zip", StringComparison.Ordinal)
            ? Archive.TryRead(written) is { } files && files.All(file => IsUntouched(file.Name, file.Text))
            : IsUntouched(path, Encoding.UTF8.GetString(written));

    /// <summary>Whether the text is exactly what was once written.</summary>
    public static bool IsUntouched(string path, string written)
    {
        var (head, rest) = Split(written);
        var end = rest.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        var body = rest[(end + 1)..];
        if (path.EndsWith(".tf", StringComparison.Ordinal))
        {
            body = body.StartsWith('\n') ? body[1..] : body;
        }

        return rest[..end] == Line(path, head + body);
    }

    static string Line(string path, string text)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
        return path.EndsWith(".md", StringComparison.Ordinal) ? $"<!-- {Writer} {hash} -->" : $"# {Writer} {hash}";
    }

    /// <summary>A script's first line stays the first.</summary>
    static (string Head, string Body) Split(string text)
    {
        if (!text.StartsWith("#!", StringComparison.Ordinal))
        {
            return ("", text);
        }

        var end = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        return (text[..end], text[end..]);
    }
}
