using System.Text;
using System.Text.RegularExpressions;

namespace Railhead.Model.Tests;

/// <summary>The tables of docs/blueprint.md, as the declarations have them.</summary>
static partial class KeyTables
{
    /// <summary>The page with every table written anew between its marks.</summary>
    public static string Write(string page)
    {
        var sections = BlueprintKeys.Sections.ToDictionary(s => s.Name, StringComparer.Ordinal);
        return Mark().Replace(page, mark => $"<!-- keys: {mark.Groups[1].Value} -->\n{Table(sections[mark.Groups[1].Value])}<!-- end -->");
    }

    public static IEnumerable<string> Marks(string page) => Mark().Matches(page).Select(mark => mark.Groups[1].Value);

    static string Table(KeySection section)
    {
        var table = new StringBuilder("| key | type | default | meaning |\n|---|---|---|---|\n");
        foreach (var key in section.Keys)
        {
            table.Append($"| `{key.Path}` | {key.TypeWords} | {key.DefaultWords} | {KeyText.Of(key)} |\n");
        }
        return table.ToString();
    }

    [GeneratedRegex(@"<!-- keys: (\w+) -->\n(?:\|.*\n)*<!-- end -->")]
    private static partial Regex Mark();
}
