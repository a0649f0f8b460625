using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace Railhead.Aws.Tests;

/// <summary>Wildcards, ARNs and policy variables, by IAM's reference of policy elements.</summary>
static partial class IamPattern
{
    /// <summary>Actions are compared without case.</summary>
    public static bool Action(string pattern, string action) => Like(pattern, action, ignoreCase: true);

    public static bool Resource(string pattern, IamCall call) =>
        pattern == "*" || (Fill(pattern, call) is { } filled && Arn(filled, call.Resource));

    /// <summary>
    /// The six parts of an ARN are compared one by one; the last may hold colons. Missing parts of a pattern are wildcards. A call on
    /// <c>*</c> is one that does not support resources, so only the pattern <c>*</c> fits it.
    /// </summary>
    public static bool Arn(string pattern, string arn)
    {
        var wanted = pattern.Split(':', 6);
        var parts = arn.Split(':', 6);
        return parts.Length == 6
            && wanted.Length > 1
            && parts.Select((part, i) => i >= wanted.Length || Like(wanted[i], part)).All(fits => fits);
    }

    /// <summary><c>*</c> is any text and <c>?</c> any character.</summary>
    public static bool Like(string pattern, string text, bool ignoreCase = false) =>
        pattern == text || FileSystemName.MatchesSimpleExpression(Escape(pattern), text, ignoreCase);

    /// <summary>The text with its policy variables replaced by the values of the call; null if one has no value.</summary>
    public static string? Fill(string text, IamCall call)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
        {
            return text;
        }

        var missing = false;
        var filled = VariablePattern()
            .Replace(
                text,
                match =>
                {
                    var name = match.Groups["name"].Value.Trim();
                    if (name is "*" or "?" or "$")
                    {
                        // A literal character: kept apart from the wildcards until the comparison.
                        return name switch
                        {
                            "*" => "\uE000",
                            "?" => "\uE001",
                            _ => "$",
                        };
                    }

                    var value =
                        call.Values(name) is [var one] ? one
                        : match.Groups["default"] is { Success: true } other ? other.Value
                        : null;
                    missing |= value is null;
                    return value ?? "";
                }
            );
        return missing ? null : filled;
    }

    static string Escape(string pattern) =>
        pattern
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\uE000", "\\*", StringComparison.Ordinal)
            .Replace("\uE001", "\\?", StringComparison.Ordinal);

    [GeneratedRegex(@"\$\{(?<name>[^},]+)(?:,\s*'(?<default>[^']*)')?\}")]
    private static partial Regex VariablePattern();
}
