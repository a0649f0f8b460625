using System.IO.Enumeration;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// Decides what a role may do, as IAM does: an action that no statement allows is denied. A statement with a condition allows nothing
/// here, because conditions ask for things that only AWS has (keys, services).
/// </summary>
public static class Policy
{
    /// <param name="role">Whose statements count.</param>
    /// <param name="action">Such as <c>s3:GetObject</c>; case does not matter.</param>
    /// <param name="resource">ARN; case matters.</param>
    public static bool Allows(Role role, string action, string resource) =>
        role.Statements.Any(statement =>
            statement.Conditions.Count == 0
            && statement.Actions.Any(pattern => Matches(pattern, action, ignoreCase: true))
            && statement.Resources.Any(pattern => Matches(pattern, resource, ignoreCase: false))
        );

    // "*" stands for any text, "?" for one character, and nothing else is special; .NET's matcher also knows "\\" as an escape.
    static bool Matches(string pattern, string text, bool ignoreCase) =>
        FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), text, ignoreCase);
}
