namespace Railhead.Model;

/// <summary>The result of reading a blueprint: the blueprint of one environment, and all findings.</summary>
/// <param name="Blueprint">Null when any finding is an error.</param>
/// <param name="Findings">In the order of the file.</param>
public sealed record BlueprintResult(Blueprint? Blueprint, IReadOnlyList<Finding> Findings)
{
    /// <summary>Where each resolved value comes from, by path (<c>service.cpu</c>): <c>default</c> or <c>railhead.yaml:7</c>.</summary>
    public IReadOnlyDictionary<string, string> From => Blueprint is null ? new Dictionary<string, string>() : Provenance.From(Blueprint);

    /// <summary>Each resolved value with its source, in the order of the documentation.</summary>
    public IReadOnlyList<ResolvedValue> Values => Blueprint is null ? [] : Provenance.Values(Blueprint);

    /// <summary>Warnings about the dependencies that the build will not have.</summary>
    /// <param name="texts">The app's files by name; see <see cref="LanguageFiles.Names"/>.</param>
    public IEnumerable<Finding> Dependencies(IReadOnlyDictionary<string, string> texts) =>
        Blueprint is null ? [] : SourceRules.Dependencies(Blueprint, texts);

    /// <summary>Warnings of the keys that were written and that a target does not honour yet.</summary>
    public IReadOnlyList<Finding> NotHonoured() => Blueprint is null ? [] : SupportRules.Findings(Blueprint);

    /// <summary>The environments that the file declares, and those that need no declaration.</summary>
    internal IReadOnlyList<(string Name, Blueprint Blueprint)> Environments { get; init; } = [];

    /// <summary>Warnings of what AWS would refuse in any environment but <c>local</c>, which is this machine's.</summary>
    public IReadOnlyList<Finding> RefusedByAws()
    {
        if (Blueprint is null)
        {
            return [];
        }

        var environments = Environments.Where(e => e.Name != BlueprintFile.Local).ToList();
        var shared = AwsFindings.SharedDomains(environments).Select(finding => finding with { Severity = Severity.Warning });
        return [.. AwsFindings.Of(environments), .. shared];
    }

    /// <summary>Errors of what AWS would refuse in this environment.</summary>
    /// <param name="environment">Its name.</param>
    /// <param name="others">Environments that have Terraform too.</param>
    public IReadOnlyList<Finding> RefusedByAws(string environment, params IReadOnlyCollection<string> others)
    {
        if (Blueprint is null)
        {
            return [];
        }

        var own = (environment, Blueprint);
        var shared = Environments
            .Where(other => other.Name != environment && others.Contains(other.Name))
            .SelectMany(other => AwsFindings.SharedDomains([other, own]));
        return [.. AwsFindings.Of([own]).Concat(shared).Select(finding => finding with { Severity = Severity.Error })];
    }
}
