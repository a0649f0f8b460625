using System.Text.RegularExpressions;

namespace Railhead.Aws.Tests;

/// <summary>The resources of a configuration and what each needs, as <c>terraform graph</c> says.</summary>
sealed partial class ResourceGraph
{
    readonly Dictionary<string, List<string>> _needs = new(StringComparer.Ordinal);

    /// <param name="dot">Output of <c>terraform graph</c>: an arrow leads from a resource to one that it needs.</param>
    /// <param name="module">Only this module; addresses lose its name.</param>
    public ResourceGraph(string dot, string module)
    {
        var prefix = $"module.{module}.";
        foreach (Match line in Line().Matches(dot))
        {
            var (from, to) = (line.Groups["from"].Value, line.Groups["to"].Value);
            if (!from.StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var needs = _needs.TryGetValue(from[prefix.Length..], out var known) ? known : _needs[from[prefix.Length..]] = [];
            if (to.Length > 0)
            {
                needs.Add(to.StartsWith(prefix, StringComparison.Ordinal) ? to[prefix.Length..] : to);
            }
        }
    }

    public IReadOnlyCollection<string> Resources => _needs.Keys;

    /// <summary>What a resource refers to or names in <c>depends_on</c>.</summary>
    public IReadOnlyList<string> NeededBy(string address) => _needs[address];

    public bool Has(string address) => _needs.ContainsKey(address);

    /// <summary>
    /// Creates the resources in the worst order for one of them: it comes as early as the graph allows, and everything that it does not
    /// need comes later.
    /// </summary>
    /// <returns>What exists when it is created.</returns>
    public HashSet<string> CreatedBefore(string address)
    {
        HashSet<string> created = [];
        Create(address);
        created.Remove(address);
        return created;

        void Create(string one)
        {
            if (created.Contains(one))
            {
                return;
            }

            foreach (var needed in _needs.GetValueOrDefault(one) ?? [])
            {
                Create(needed);
            }

            created.Add(one);
        }
    }

    /// <summary>
    /// Deletes the resources in the worst order for one of them: it stays as long as the graph allows, so it is deleted right before the
    /// first of those that it needs.
    /// </summary>
    /// <returns>What still exists when it is deleted.</returns>
    public HashSet<string> LeftAtDeletionOf(string address)
    {
        var left = _needs.Keys.ToHashSet(StringComparer.Ordinal);
        while (true)
        {
            // Terraform deletes a resource only after all that need it.
            var next = left.FirstOrDefault(one => one != address && !left.Any(other => other != one && _needs[other].Contains(one)));
            if (next is null)
            {
                return left;
            }

            left.Remove(next);
        }
    }

    [GeneratedRegex("""^ +"(?<from>[^"]+)"(?: -> "(?<to>[^"]+)"| \[label)""", RegexOptions.Multiline)]
    private static partial Regex Line();
}
