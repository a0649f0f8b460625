using System.Text.RegularExpressions;

namespace Railhead.Aws;

/// <summary>The names of the resources that a plan makes, and the part that they share, such as <c>shop-production</c>.</summary>
sealed partial class PlannedNames
{
    /// <summary>Fewer names say nothing about what they share.</summary>
    const int FewestNames = 4;

    /// <summary>The share of the names that must have a part in common.</summary>
    const double Most = 0.6;

    readonly Dictionary<string, IReadOnlyList<string?>> _names;

    public PlannedNames(PolicyPlan plan)
    {
        All =
        [
            .. NamedTypes.All.SelectMany(type =>
                plan.Of(type.Type)
                    .Where(resource => !resource.Plan.IsData)
                    .Select(resource => (type, resource, resource[type.Attribute].Text))
            ),
        ];
        _names = All.GroupBy(one => one.Type.Type, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string?>)[.. group.Select(one => one.Name)], StringComparer.Ordinal);
        IReadOnlyList<string> names = [.. All.Where(one => one.Type.Scope != NameScope.Part).Select(one => one.Name).OfType<string>()];
        System = Shared(names);
        Mark = System.Count > 0 ? System : EnvironmentOf(plan, names);
    }

    /// <summary>Every resource of a type that has names; null where only the apply knows the name.</summary>
    public IReadOnlyList<(NamedType Type, PolicyResource Resource, string? Name)> All { get; }

    /// <summary>
    /// The words that most names contain in this order, at least two: the system and its environment. Empty: they share none.
    /// </summary>
    public IReadOnlyList<string> System { get; }

    /// <summary>
    /// The words that keep a name apart from another environment's: the system's, or the environment alone where most names have it. Empty:
    /// nothing says how the names are kept apart.
    /// </summary>
    public IReadOnlyList<string> Mark { get; }

    public bool HasMark(string name) => Has(Words(name), Mark);

    /// <summary>Whether a name is one of this system's, by its words.</summary>
    public bool IsOwn(string name) => System.Count > 0 && Has(Words(name), System);

    /// <summary>
    /// Whether a text names something of this system that the plan does not make. False where the plan hides a name of the type, or makes
    /// nothing of it: then the thing may be elsewhere.
    /// </summary>
    /// <param name="name">A name; <c>*</c> and <c>?</c> stand for what they stand for in policies.</param>
    /// <param name="suffix">A text that AWS adds to names of the type, as a pattern.</param>
    /// <param name="types">The types that it may be of.</param>
    public bool IsMissing(string name, string suffix, params IReadOnlyList<string> types)
    {
        var made = types.SelectMany(type => _names.GetValueOrDefault(type, [])).ToList();
        return made.Count > 0 && made.All(one => one is not null) && IsOwn(name) && !made.Exists(one => Fits(name, one!, suffix));
    }

    /// <summary>Whether the plan makes this name.</summary>
    public bool Makes(string name, string type) => _names.GetValueOrDefault(type, []).Contains(name);

    static bool Fits(string name, string made, string suffix) =>
        name == made || WildcardPattern.IsMatch(name, made) || (suffix.Length > 0 && WildcardPattern.IsMatch(name, made + suffix));

    static string[] Shared(IReadOnlyList<string> names)
    {
        var words = names.Select(Words).ToList();
        if (words.Count < FewestNames)
        {
            return [];
        }

        for (var length = 4; length >= 2; length--)
        {
            var best = words
                .SelectMany(one => Parts(one, length).Distinct(StringComparer.Ordinal))
                .GroupBy(part => part, StringComparer.Ordinal)
                .MaxBy(group => group.Count());
            if (best is not null && best.Count() >= words.Count * Most)
            {
                return best.Key.Split(' ');
            }
        }

        return [];
    }

    static string[] EnvironmentOf(PolicyPlan plan, IReadOnlyList<string> names)
    {
        var words = plan.Environment is { } environment ? Words(environment) : [];
        return words.Length > 0 && names.Count >= FewestNames && names.Count(name => Has(Words(name), words)) >= names.Count * Most
            ? words
            : [];
    }

    static IEnumerable<string> Parts(string[] words, int length) =>
        Enumerable.Range(0, Math.Max(0, words.Length - length + 1)).Select(i => string.Join(' ', words[i..(i + length)]));

    static bool Has(string[] words, IReadOnlyList<string> part) =>
        Parts(words, part.Count).Contains(string.Join(' ', part), StringComparer.OrdinalIgnoreCase);

    static string[] Words(string name) => Separators().Split(name).Where(word => word.Length > 0).ToArray();

    [GeneratedRegex("[^A-Za-z0-9*?]+")]
    private static partial Regex Separators();
}
