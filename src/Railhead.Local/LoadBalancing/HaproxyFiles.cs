namespace Railhead.Local;

/// <summary>The files that HAProxy starts with.</summary>
sealed class HaproxyFiles(Layout layout, Account owner, string haproxy)
{
    /// <summary>Writes what changed. A configuration that HAProxy does not accept never replaces one that it does.</summary>
    public async Task WriteAsync(LoadBalancerState desired, CancellationToken cancellation)
    {
        var configuration = HaproxyConfiguration.Write(desired, layout);
        var map = WeightsMap.Text(desired.Weights);
        if (Read(HaproxyConfiguration.MapFile(layout)) != map) DurableFile.Write(HaproxyConfiguration.MapFile(layout), map, owner: owner);
        if (Read(HaproxyConfiguration.File(layout)) == configuration) return;
        await CheckAsync(desired, cancellation);
        DurableFile.Write(HaproxyConfiguration.File(layout), configuration, owner: owner);
    }

    async Task CheckAsync(LoadBalancerState desired, CancellationToken cancellation)
    {
        // The descriptor of the listening socket is the running HAProxy's; a check binds nothing, so an address does as well.
        var candidate = HaproxyConfiguration.Write(desired with { BindClause = "127.0.0.1:1" }, layout);
        var path = HaproxyConfiguration.File(layout) + ".check";
        await File.WriteAllTextAsync(path, candidate, cancellation);
        try
        {
            var result = await new Command(haproxy, "-c", "-q", "-f", path).RunAsync(cancellation: cancellation);
            if (result.Succeeded) return;
            var reasons = result.Error.Split('\n').Where(line => line.StartsWith("[ALERT]", StringComparison.Ordinal)).ToList();
            throw new HaproxyException(
                $"HAProxy does not accept the new configuration, the old one stays: {(reasons.Count > 0 ? string.Join("\n", reasons) : result.Error.Trim())}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path) : null;
}
