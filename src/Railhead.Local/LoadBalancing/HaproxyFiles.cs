namespace Railhead.Local;

/// <summary>The files that HAProxy starts with.</summary>
sealed class HaproxyFiles(Layout layout, Account owner, string haproxy)
{
    readonly string _configuration = LoadBalancerService.ConfigurationOf(layout);
    readonly string _certificate = Path.Combine(layout.LoadBalancer, TlsState.FileName);
    readonly string _map = Path.Combine(layout.LoadBalancer, WeightsMap.FileName);

    /// <summary>Writes what changed. A configuration that HAProxy does not accept never replaces one that it does.</summary>
    public async Task WriteAsync(LoadBalancerState desired, CancellationToken cancellation)
    {
        var configuration = HaproxyConfiguration.Write(desired, layout);
        var map = WeightsMap.Text(desired.Weights);
        Ownership.EnsureFolder(layout.LoadBalancer, owner);
        // HAProxy needs the map's file to start with, so it is there before the first configuration names it.
        if (!File.Exists(_map))
        {
            DurableFile.Write(_map, map, owner: owner);
        }

        if (desired.Tls is { } tls && Read(_certificate) != tls.Pem)
        {
            DurableFile.Write(_certificate, tls.Pem, owner: owner);
        }

        if (Read(_configuration) != configuration)
        {
            await CheckAsync(desired, cancellation);
            DurableFile.Write(_configuration, configuration, owner: owner);
        }

        // After the configuration, so that a restart in between has the servers that the weights send to.
        if (Read(_map) != map)
        {
            DurableFile.Write(_map, map, owner: owner);
        }
    }

    async Task CheckAsync(LoadBalancerState desired, CancellationToken cancellation)
    {
        // The descriptors of the listening sockets are the running HAProxy's; a check binds nothing, so addresses do as well.
        var addresses = desired with
        {
            BindClause = "127.0.0.1:1",
            Tls = desired.Tls is { } tls ? tls with { BindClause = "127.0.0.1:2" } : null,
        };
        var candidate = HaproxyConfiguration.Write(addresses, layout);
        var path = _configuration + ".check";
        await File.WriteAllTextAsync(path, candidate, cancellation);
        try
        {
            var result = await new Command(haproxy, "-c", "-f", path) { WorkingDirectory = layout.LoadBalancer }.RunAsync(
                cancellation: cancellation
            );
            if (result.Succeeded)
            {
                return;
            }

            var reasons = result.Error.Split('\n').Where(line => line.StartsWith("[ALERT]", StringComparison.Ordinal)).ToList();
            throw LoadBalancingErrors.ConfigurationRefused(reasons.Count > 0 ? string.Join("\n", reasons) : result.Error.Trim());
        }
        finally
        {
            File.Delete(path);
        }
    }

    static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path) : null;
}
