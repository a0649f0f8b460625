namespace Railhead.Model;

/// <summary>The rules of <c>deploy.from</c>: between two environments of a blueprint.</summary>
static class PromotionRules
{
    /// <param name="environments">All of the blueprint, by name.</param>
    public static IEnumerable<Finding> Check(IReadOnlyList<(string Name, Blueprint Blueprint)> environments)
    {
        var all = environments.ToDictionary(one => one.Name, one => one.Blueprint, StringComparer.Ordinal);
        // On this machine, a push builds its own release.
        foreach (var (name, blueprint) in environments.Where(one => one.Name != BlueprintFile.Local))
        {
            if (blueprint.Get(DeploymentKeys.From) is { } from)
            {
                var at = blueprint.At(DeploymentKeys.From)!.Value;
                foreach (var finding in Check(at, name, from, all))
                {
                    yield return finding;
                }
            }
        }
    }

    static IEnumerable<Finding> Check(Place at, string name, string from, Dictionary<string, Blueprint> all)
    {
        if (from == BlueprintFile.Local)
        {
            return [OperationDiagnostics.ImageFromLocal(at)];
        }
        if (!all.TryGetValue(from, out var source))
        {
            return [BlueprintFile.Undeclared(at, from, all.Keys.Where(key => key != name && key != BlueprintFile.Local))];
        }
        return Circle(name, all) is { } circle
            ? [OperationDiagnostics.ImageFromItself(at, string.Join(" from ", circle))]
            : Differences(all[name], source).Select(one => OperationDiagnostics.OtherImage(at, one.What, name, from, one.Because));
    }

    /// <summary>The environments from this one back to itself, or null: one of them builds.</summary>
    static List<string>? Circle(string name, Dictionary<string, Blueprint> all)
    {
        List<string> way = [name];
        while (all.TryGetValue(way[^1], out var blueprint) && blueprint.Get(DeploymentKeys.From) is { } next)
        {
            way.Add(next);
            if (next == name)
            {
                return way;
            }
            if (way.Count > all.Count)
            {
                // A circle of others: they say it.
                return null;
            }
        }
        return null;
    }

    static IEnumerable<(string What, string Because)> Differences(Blueprint own, Blueprint source)
    {
        if (own.Get(NetworkKeys.Region) != source.Get(NetworkKeys.Region))
        {
            yield return (NetworkKeys.Region.Path, "images are copied within one region only");
        }
        foreach (var key in new[] { AppKeys.Build, SourceKeys.Dockerfile }.Where(Differs))
        {
            yield return (key.Path, "it makes the image");
        }
        if (!own.Get(SourceKeys.Include).SequenceEqual(source.Get(SourceKeys.Include)))
        {
            yield return (SourceKeys.Include.Path, "the image is built from it");
        }
        if (Differs(SourceKeys.StaticPath))
        {
            yield return (SourceKeys.StaticPath.Path, "nginx's image has the static files");
        }
        if (!(own.Get(SourceKeys.StaticCache) ?? []).SequenceEqual(source.Get(SourceKeys.StaticCache) ?? []))
        {
            yield return (SourceKeys.StaticCache.Path, "it is part of nginx's image");
        }
        if (ShellLine.Of(own.Get(AppKeys.Start)).IsSimple != ShellLine.Of(source.Get(AppKeys.Start)).IsSimple)
        {
            yield return (AppKeys.Start.Path, "only the image for a line that is more than a simple command has the script that runs it");
        }
        if (DatabaseKeys.IsOn(own) && !DatabaseKeys.IsOn(source))
        {
            yield return (DatabaseKeys.None.Path, "an image without a database lacks the certificates of RDS");
        }
        var variables = VariablesThatDiffer(own, source);
        if ((own.Get(AppKeys.Build) ?? own.Get(SourceKeys.Dockerfile)) is not null && variables.Count > 0)
        {
            yield return ($"env ({string.Join(", ", variables)})", "the build gets the plain variables: they can be in the image");
        }

        bool Differs(Key<string?> key) => own.Get(key) != source.Get(key);
    }

    static List<string> VariablesThatDiffer(Blueprint own, Blueprint source)
    {
        var (here, there) = (Variables(own), Variables(source));
        return [.. here.Except(there).Concat(there.Except(here)).Select(one => one.Key).Distinct(StringComparer.Ordinal)];
    }

    static List<KeyValuePair<string, string>> Variables(Blueprint blueprint) =>
        [.. blueprint.Names(VariableKeys.Variables).Select(name => KeyValuePair.Create(name, blueprint.Get(VariableKeys.Variable, name)))];
}
