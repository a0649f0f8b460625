using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// The parts of a source that are not in the release although the repository has them: submodules, and links that lead out.
/// </summary>
public static class SourceParts
{
    const int Most = 10;

    /// <param name="submodules">Their paths in the repository.</param>
    /// <param name="links">Paths of links and their targets.</param>
    /// <param name="folders">The folders that the checkout has; none: the whole repository.</param>
    public static IReadOnlyList<string> Missing(
        IEnumerable<string> submodules,
        IEnumerable<(string Path, string Target)> links,
        IReadOnlyList<string> folders
    )
    {
        var found = submodules
            .Select(path => $"{TerminalText.OneLine(path)} is a submodule, so the checkout has an empty folder there")
            .Concat(
                links
                    .Where(link => LeadsOut(link.Path, link.Target, folders))
                    .Select(link =>
                        $"{TerminalText.OneLine(link.Path)} is a link to {TerminalText.OneLine(link.Target)}, which is not in the checkout"
                    )
            )
            .ToList();
        return found.Count <= Most ? found : [.. found.Take(Most), $"{found.Count - Most} more submodules and links like these"];
    }

    /// <summary>Whether a link's target is outside the folders of the checkout. Links on the way are not followed.</summary>
    public static bool LeadsOut(string path, string target, IReadOnlyList<string> folders)
    {
        if (target.StartsWith('/'))
        {
            return true;
        }

        var steps = new List<string>(path.Split('/')[..^1]);
        foreach (var step in target.Split('/').Where(step => step is not ("" or ".")))
        {
            if (step != "..")
            {
                steps.Add(step);
            }
            else if (steps.Count == 0)
            {
                return true;
            }
            else
            {
                steps.RemoveAt(steps.Count - 1);
            }
        }

        var place = string.Join('/', steps);
        return folders.Count > 0 && !folders.Any(folder => place == folder || place.StartsWith($"{folder}/", StringComparison.Ordinal));
    }
}
