using System.Globalization;
using System.Text.RegularExpressions;

namespace Railhead.Model;

/// <summary>
/// A set of versions, in the forms of npm (<c>^20</c>, <c>18.x || &gt;=20</c>, <c>18 - 20</c>), RubyGems (<c>~&gt; 3.2</c>), Composer,
/// Python and version managers (<c>v18.20.4</c>, <c>lts/iron</c>).
/// </summary>
public sealed partial class VersionRange
{
    static readonly string[] LongTermNodes =
    [
        "argon",
        "boron",
        "carbon",
        "dubnium",
        "erbium",
        "fermium",
        "gallium",
        "hydrogen",
        "iron",
        "jod",
        "krypton",
    ];

    static readonly Version Lowest = new(0, 0, 0),
        Highest = new(int.MaxValue, 0, 0);

    readonly List<List<Part>> _alternatives;

    VersionRange(List<List<Part>> alternatives, string? single) => (_alternatives, Single) = (alternatives, single);

    /// <summary>The one version that it is written as, such as <c>3.2.4</c> or <c>18</c>; null for an operator or several.</summary>
    public string? Single { get; }

    /// <summary>The lowest version of its last alternative.</summary>
    public Version Least => _alternatives[^1].Where(part => !part.IsOutside).Select(part => part.From).Append(Lowest).Max()!;

    public bool Contains(Version version) => _alternatives.Exists(parts => parts.TrueForAll(part => part.Allows(version)));

    /// <summary>Null when the text is none of the known forms.</summary>
    public static VersionRange? Parse(string text, Language language)
    {
        var plain = Aliases(text.Trim(), language);
        if (Bare().Match(plain) is { Success: true } bare)
        {
            var single = bare.Groups[1].Value.TrimEnd('.', 'x', 'X', '*');
            return new VersionRange(
                [
                    [Part.Within(Lower(single), Upper(single))],
                ],
                single
            );
        }

        var alternatives = new List<List<Part>>();
        foreach (var alternative in plain.Split("||").SelectMany(part => part.Split('|')))
        {
            if (ParseAll(alternative, language) is not { } parts)
            {
                return null;
            }

            alternatives.Add(parts);
        }

        return new VersionRange(alternatives, single: null);
    }

    static List<Part>? ParseAll(string text, Language language)
    {
        // "18 - 20" is ">=18 <=20"; an operator may stand apart from its version.
        var spaced = OperatorSpace().Replace(Hyphen().Replace(text, ">=$1 <=$2"), "$1");
        var parts = new List<Part>();
        foreach (var word in spaced.Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word is "*" or "x" or "X")
            {
                continue;
            }

            if (Comparison().Match(word) is not { Success: true } match)
            {
                return null;
            }

            var version = match.Groups[2].Value.TrimEnd('.', 'x', 'X', '*');
            parts.Add(Of(match.Groups[1].Value, version, language));
        }

        return parts.Count == 0 && !text.AsSpan().ContainsAny('*', 'x', 'X') ? null : parts;
    }

    static Part Of(string sign, string version, Language language)
    {
        var (from, to) = (Lower(version), Upper(version));
        return sign switch
        {
            "^" => Part.Within(from, from.Major > 0 || !version.Contains('.', StringComparison.Ordinal) ? new(from.Major + 1, 0, 0) : to),
            "~>" or "~=" => Part.Within(from, Pessimistic(version)),
            // Composer's tilde is RubyGems' "~>", npm's is not.
            "~" => Part.Within(from, language == Language.Php ? Pessimistic(version) : Upper(string.Join('.', version.Split('.').Take(2)))),
            ">=" => Part.Within(from, Highest),
            ">" => Part.Within(to, Highest),
            "<" => Part.Within(Lowest, from),
            "<=" => Part.Within(Lowest, to),
            "!=" => Part.Within(from, to) with { IsOutside = true },
            _ => Part.Within(from, to),
        };
    }

    /// <summary>The last of the written numbers may grow: 3.2 allows 3.9, 3.2.0 allows 3.2.9.</summary>
    static Version Pessimistic(string version) =>
        version.Split('.') is { Length: > 1 } numbers ? Upper(string.Join('.', numbers.SkipLast(1))) : Upper(version);

    static Version Lower(string version)
    {
        var numbers = Numbers(version);
        return new Version(numbers[0], numbers.ElementAtOrDefault(1), numbers.ElementAtOrDefault(2));
    }

    /// <summary>The first version that does not begin with these numbers.</summary>
    static Version Upper(string version) =>
        Numbers(version) switch
        {
            [var major] => new(major + 1, 0, 0),
            [var major, var minor] => new(major, minor + 1, 0),
            [var major, var minor, var patch, ..] => new(major, minor, patch + 1),
            _ => Highest,
        };

    static int[] Numbers(string version) => [.. version.Split('.').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];

    static string Aliases(string text, Language language)
    {
        var name = text.ToLowerInvariant();
        if (name is "latest" or "node" or "stable" or "current" or "lts/*" or "lts" or "any")
        {
            return "*";
        }

        if (language == Language.Node && name.StartsWith("lts/", StringComparison.Ordinal))
        {
            var index = Array.IndexOf(LongTermNodes, name[4..]);
            return index < 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{4 + (2 * index)}");
        }

        return Prefix().Replace(text, "");
    }

    readonly record struct Part(Version From, Version To, bool IsOutside)
    {
        public static Part Within(Version from, Version to) => new(from, to, IsOutside: false);

        public bool Allows(Version version) => (version >= From && version < To) != IsOutside;
    }

    [GeneratedRegex(@"^(?:ruby|node|nodejs|python|cpython|go|php)-?(?=[0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^[=v]?\s*([0-9]{1,5}(?:\.(?:[0-9]{1,5}|[xX*])){0,2})\z")]
    private static partial Regex Bare();

    [GeneratedRegex(@"^(\^|~>|~=|~|>=|<=|>|<|==|=|!=)?v?([0-9]{1,5}(?:\.(?:[0-9]{1,5}|[xX*])){0,3})(?:[-+@][0-9A-Za-z.+-]*)?\z")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"([~^<>=!]+)\s+")]
    private static partial Regex OperatorSpace();

    [GeneratedRegex(@"^\s*v?([0-9][0-9.xX*]*)\s+-\s+v?([0-9][0-9.xX*]*)\s*$")]
    private static partial Regex Hyphen();
}
