using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>source.include</c>: what an image is built from besides the app's folder.</summary>
static class IncludedFolders
{
    /// <summary>None if the app is at the root of its repository, whose whole content it has then.</summary>
    public static IReadOnlyList<string> Of(Architecture architecture, AppSource source) =>
        source.Folder == "." ? [] : architecture.Pipeline.Include;

    /// <summary>Read by <c>build.sh</c>: one folder a line.</summary>
    public static IEnumerable<SynthFile> Write(Architecture architecture, AppSource source)
    {
        var folders = Of(architecture, source);
        if (folders.Count > 0)
        {
            yield return new("pipeline/included-folders.txt", string.Concat(folders.Select(folder => $"{folder}\n")));
        }
    }

    /// <summary>A pattern of <c>.dockerignore</c> that only this path matches.</summary>
    public static string Pattern(string path) =>
        string.Concat(path.Select(letter => letter is '*' or '?' or '[' or '\\' or '!' or '#' ? $"\\{letter}" : $"{letter}"));
}
