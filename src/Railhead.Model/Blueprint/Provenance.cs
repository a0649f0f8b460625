namespace Railhead.Model;

/// <summary>Where each value that holds in an environment comes from.</summary>
static class Provenance
{
    public static IReadOnlyDictionary<string, string> From(LayeredSettings settings)
    {
        var from = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Paths(settings))
        {
            from[path] = KeyAt(settings, path)?.FileAndLine ?? "default";
        }
        return from;
    }

    public static IReadOnlyDictionary<string, Place> Written(LayeredSettings settings)
    {
        var written = new OrderedDictionary<string, Place>(StringComparer.Ordinal);
        foreach (var path in Paths(settings))
        {
            if (KeyAt(settings, path) is { } at)
            {
                written[path] = at;
            }
        }
        return written;
    }

    static Place? KeyAt(LayeredSettings settings, string path) =>
        settings.Find(path)?.KeyAt ?? (path == BlueprintKeys.Strategy.Path ? settings.At(path) : null);

    static IEnumerable<string> Paths(LayeredSettings settings)
    {
        var hasDatabase = BlueprintBinder.HasDatabase(settings);
        var strategy = BlueprintBinder.StrategyOf(settings);
        foreach (var key in BlueprintKeys.All)
        {
            if (
                key == BlueprintKeys.Health
                || (key == BlueprintKeys.NoDatabase && hasDatabase)
                || (key.Path.StartsWith("database.", StringComparison.Ordinal) && !hasDatabase)
                || (key.Path.StartsWith("deploy.strategy.canary", StringComparison.Ordinal) && strategy != StrategyKind.Canary)
                || (key.Path.StartsWith("deploy.strategy.linear", StringComparison.Ordinal) && strategy != StrategyKind.Linear)
            )
            {
                continue;
            }
            var names =
                key == BlueprintKeys.Env ? settings.Names("env")
                : key.Path.StartsWith("storage.buckets.", StringComparison.Ordinal) ? BlueprintBinder.BucketKeys(settings)
                : key.Path.StartsWith("service.schedules.", StringComparison.Ordinal) ? settings.Names("service.schedules")
                : null;
            foreach (var path in names?.Select(n => LayeredSettings.Named(key, n)) ?? [key.Path])
            {
                yield return path;
            }
        }
    }
}
