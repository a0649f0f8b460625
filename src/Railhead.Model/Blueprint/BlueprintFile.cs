namespace Railhead.Model;

/// <summary>Reads <c>railhead.yaml</c>: text in, blueprint and findings out, no I/O.</summary>
public static class BlueprintFile
{
    /// <summary>The file's name in an app's folder.</summary>
    public const string Name = "railhead.yaml";

    /// <summary>The environment of commands that name none.</summary>
    public const string Local = "local";

    /// <summary>Environments that need no declaration.</summary>
    public static IReadOnlyList<string> AlwaysThere { get; } = [Local, Tiers.Staging, Tiers.Production];

    static NamedMapping Environments => EnvironmentKeys.Environments;

    /// <summary>Checks the whole file, every environment in it too, and resolves it for one environment.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="file">Its name in findings.</param>
    /// <param name="environment">The environment to resolve; <c>local</c> where nobody chose one.</param>
    public static BlueprintResult Parse(string text, string file, string environment)
    {
        var findings = new List<Finding>();
        var root = YamlReader.Read(text, file, findings, out var complete);
        if (root is null)
        {
            return new BlueprintResult(null, findings);
        }
        if (root is not YamlMapping mapping)
        {
            findings.Add(FileDiagnostics.NoMapping(root.At, ValueReaders.Kind(root)));
            return new BlueprintResult(null, findings);
        }
        var layer = LayerReader.Read(mapping, isEnvironment: false, findings);
        var environments = ReadEnvironments(mapping, findings);
        if (!complete)
        {
            return new BlueprintResult(null, Sorted(findings));
        }
        CheckName(environment, environments, mapping, file, findings);
        foreach (var name in environments.Keys.Append(environment).Distinct(StringComparer.Ordinal))
        {
            BlueprintRules.Check(Resolve(layer, environments, name), file, findings);
        }
        var all = AllOf(layer, environments);
        if (findings.All(f => f.Severity != Severity.Error))
        {
            var declared = environments.Keys.Where(name => name != Local).Select(name => (name, Resolve(layer, environments, name)));
            findings.AddRange(AwsFindings.SharedDomains(declared));
            findings.AddRange(PromotionRules.Check(all));
        }
        var sorted = Sorted(findings);
        if (sorted.Any(f => f.Severity == Severity.Error))
        {
            return new BlueprintResult(null, sorted);
        }
        return new BlueprintResult(Resolve(layer, environments, environment), sorted) { Environments = all };
    }

    static IReadOnlyList<(string Name, Blueprint Blueprint)> AllOf(Layer layer, OrderedDictionary<string, Layer> environments) =>
        [.. AlwaysThere.Union(environments.Keys, StringComparer.Ordinal).Select(name => (name, Resolve(layer, environments, name)))];

    /// <summary>The names that an environment of this blueprint can have, also of one with errors.</summary>
    public static IReadOnlyList<string> EnvironmentsOf(string text) =>
        YamlReader.Read(text, Name, [], out _) is YamlMapping mapping
            ? [.. AlwaysThere.Union(ReadEnvironments(mapping, []).Keys, StringComparer.Ordinal)]
            : AlwaysThere;

    static Blueprint Resolve(Layer layer, OrderedDictionary<string, Layer> environments, string name) =>
        new(environments.TryGetValue(name, out var own) ? [own, layer] : [layer], name);

    static OrderedDictionary<string, Layer> ReadEnvironments(YamlMapping root, List<Finding> findings)
    {
        var layers = new OrderedDictionary<string, Layer>(StringComparer.Ordinal);
        switch (root.Entries.Find(e => e.Key.Text == Environments.Path)?.Value)
        {
            case null or YamlRefused or YamlScalar { IsNull: true }:
                return layers;
            case YamlMapping environments:
                foreach (var (key, value) in environments.Entries)
                {
                    layers[key.Text] = ReadEnvironment(key, value, findings);
                }
                return layers;
            case var other:
                findings.Add(ShapeDiagnostics.WrongType(other.At, Environments.Path, "a mapping", ValueReaders.Kind(other)));
                return layers;
        }
    }

    static Layer ReadEnvironment(YamlScalar key, YamlNode value, List<Finding> findings)
    {
        if (Environments.Check(key.At, key.Text) is { } finding)
        {
            findings.Add(finding);
        }
        else if (
            key.Text is "prod" or "prd" or "live"
            || (key.Text != Tiers.Production && Nearest.Distance(key.Text, Tiers.Production) <= 2)
        )
        {
            findings.Add(OperationDiagnostics.OnlyProductionIsGuarded(key.At, key.Text));
        }
        if (value is YamlMapping mapping)
        {
            return LayerReader.Read(mapping, isEnvironment: true, findings);
        }
        if (value is not (YamlRefused or YamlScalar { IsNull: true }))
        {
            findings.Add(
                ShapeDiagnostics.WrongType(value.At, KeyTree.Join(Environments.Path, key.Text), "a mapping", ValueReaders.Kind(value))
            );
        }
        return new Layer();
    }

    static void CheckName(
        string environment,
        OrderedDictionary<string, Layer> environments,
        YamlMapping root,
        string file,
        List<Finding> findings
    )
    {
        var at = root.Entries.Find(e => e.Key.Text == Environments.Path)?.Key.At ?? Place.Start(file);
        if (Environments.Check(at, environment) is { } finding)
        {
            findings.Add(finding);
        }
        else if (!environments.ContainsKey(environment) && !AlwaysThere.Contains(environment))
        {
            findings.Add(Undeclared(at, environment, environments.Keys.Concat(AlwaysThere)));
        }
    }

    internal static Finding Undeclared(Place at, string environment, IEnumerable<string> known) =>
        OperationDiagnostics.UndeclaredEnvironment(
            at,
            environment,
            Nearest.To(environment, known) is { } near
                ? $"Did you mean \"{near}\"? Otherwise declare it below \"environments\"."
                : $"Declare it: environments: {{ {environment}: {{}} }}"
        );

    /// <summary>In the file's order, each once although several environments may share what is wrong.</summary>
    static List<Finding> Sorted(List<Finding> findings) =>
        findings.Distinct().OrderBy(f => f.Line).ThenBy(f => f.Column).ThenBy(f => f.Code, StringComparer.Ordinal).ToList();
}
