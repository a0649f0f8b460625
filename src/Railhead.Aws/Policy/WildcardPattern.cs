using System.IO.Enumeration;

namespace Railhead.Aws;

/// <summary>The wildcards of policies: <c>*</c> stands for any text, <c>?</c> for one character.</summary>
static class WildcardPattern
{
    public static bool IsMatch(string pattern, string text, bool ignoreCase = false) =>
        FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), text, ignoreCase);
}
