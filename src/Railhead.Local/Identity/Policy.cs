using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// What a role may do, as IAM decides it: what no statement allows is denied. A statement with a condition allows nothing here: the
/// conditions ask for what only AWS has (keys, services).
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

    // "*" stands for any text, "?" for one character. Each star is tried once more from where it stood last: no pattern takes more than
    // length times length steps.
    static bool Matches(string pattern, string text, bool ignoreCase)
    {
        int p = 0,
            t = 0,
            star = -1,
            tried = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                tried = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || Same(pattern[p], text[t], ignoreCase)))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++tried;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    static bool Same(char a, char b, bool ignoreCase) => a == b || (ignoreCase && char.ToUpperInvariant(a) == char.ToUpperInvariant(b));
}
