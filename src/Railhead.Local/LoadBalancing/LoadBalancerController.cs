using System.Globalization;

namespace Railhead.Local;

/// <summary>
/// Brings the running HAProxy to the desired state, from wherever it is: files first, durably, then the runtime. Every call compares all
/// and acts on the difference, so that whatever a crash left half done is repaired by the next one.
/// </summary>
/// <param name="layout">The environment.</param>
/// <param name="tools">Where HAProxy is.</param>
/// <param name="accounts">Whose the files are.</param>
/// <param name="reload">Has HAProxy read its configuration again.</param>
/// <param name="time">The clock.</param>
public sealed class LoadBalancerController(Layout layout, Tools tools, Accounts accounts, Func<Task> reload, TimeProvider time)
{
    static readonly TimeSpan ReloadLimit = TimeSpan.FromSeconds(5);

    readonly HaproxyRuntime _runtime = new(HaproxyRuntime.SocketOf(layout));

    string ConfigurationFile => Path.Combine(layout.LoadBalancer, "haproxy.cfg");

    /// <summary>Process id of HAProxy's worker, the one that serves.</summary>
    public async Task<int?> WorkerPidAsync() => (await _runtime.InfoAsync()).Pid;

    /// <summary>Writes, compares, acts; returns how each registered target is.</summary>
    /// <exception cref="IOException">HAProxy does not answer; the files are written nevertheless.</exception>
    /// <exception cref="RailheadException">HAProxy would not accept the configuration: the former one stays.</exception>
    public async Task<IReadOnlyList<TargetHealth>> ReconcileAsync(LoadBalancerState desired)
    {
        await WriteFilesAsync(desired);
        await EnsureShapeAsync(HaproxyConfiguration.Shape(desired, layout));
        var servers = await _runtime.ServersAsync();
        var changed = false;
        foreach (var slot in Enum.GetValues<Slot>()) changed |= await ReconcileSlotAsync(slot, desired, servers);
        var rows = WeightsMap.Of(desired.Weights);
        if (!rows.SequenceEqual(await _runtime.MapAsync())) await _runtime.SwapMapAsync(rows);
        if (changed) servers = await _runtime.ServersAsync();
        return [.. desired.Targets.SelectMany(group => group.Value.Select(target => Observe(group.Key, target, servers)).OfType<TargetHealth>()).Concat(Leftovers(desired, servers))];
    }

    async Task WriteFilesAsync(LoadBalancerState desired)
    {
        Ownership.EnsureFolder(layout.LoadBalancer, accounts.Platform);
        var map = Path.Combine(layout.LoadBalancer, HaproxyConfiguration.MapFile);
        var rows = WeightsMap.Text(desired.Weights);
        // HAProxy needs the map's file to start with, so it is there before the first configuration names it.
        if (!File.Exists(map)) DurableFile.Write(map, rows, owner: accounts.Platform);
        var text = HaproxyConfiguration.Write(desired, layout);
        if (!File.Exists(ConfigurationFile) || await File.ReadAllTextAsync(ConfigurationFile) != text)
        {
            await CheckAsync(text);
            DurableFile.Write(ConfigurationFile, text, owner: accounts.Platform);
        }

        if (await File.ReadAllTextAsync(map) != rows) DurableFile.Write(map, rows, owner: accounts.Platform);
    }

    async Task CheckAsync(string text)
    {
        var candidate = ConfigurationFile + ".check";
        // There is no inherited listener here; any other one does for a check, which binds nothing.
        await File.WriteAllTextAsync(candidate, text.Replace("bind fd@3", "bind 127.0.0.1:1", StringComparison.Ordinal));
        try
        {
            var result = await new Command(tools.HAProxy.Path, "-c", "-q", "-f", candidate) { WorkingDirectory = layout.LoadBalancer }.RunAsync();
            if (!result.Succeeded) throw new RailheadException("RH3080", $"HAProxy does not accept the configuration; the former one stays. It says: {result.Error.Trim()}");
        }
        finally
        {
            File.Delete(candidate);
        }
    }

    async Task EnsureShapeAsync(string shape)
    {
        if ((await _runtime.InfoAsync()).Description == shape) return;
        await reload();
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                if ((await _runtime.InfoAsync()).Description == shape) return;
            }
            catch (IOException) when (time.GetElapsedTime(started) < ReloadLimit)
            {
                // Between the old worker's socket and the new one's.
            }

            if (time.GetElapsedTime(started) > ReloadLimit) throw new IOException("the load balancer has not taken up its new configuration");
            await Task.Delay(TimeSpan.FromMilliseconds(50), time);
        }
    }

    async Task<bool> ReconcileSlotAsync(Slot slot, LoadBalancerState desired, IReadOnlyList<HaproxyServer> servers)
    {
        var (web, probe) = (HaproxyConfiguration.Backend(slot), HaproxyConfiguration.ProbeBackend(slot));
        var wanted = desired.Targets.GetValueOrDefault(slot, []);
        var parameters = HaproxyConfiguration.CheckParameters(desired.HealthChecks[slot]);
        var changed = false;
        HaproxyServer? Find(string backend, string name) => servers.FirstOrDefault(server => server.Backend == backend && server.Name == name);

        foreach (var target in wanted)
        {
            var twin = HaproxyConfiguration.Twin(target.Name);
            var address = string.Create(CultureInfo.InvariantCulture, $"{target.Address}:{target.Port}");
            switch (target.Phase)
            {
                case TargetPhase.Initial:
                    if (Find(probe, target.Name) is not { IsInMaintenance: false })
                        changed |= await AddAsync(Find(probe, target.Name), probe, target.Name, $"{address} check inter {HaproxyConfiguration.InitialInterval}s rise 1 fall 1", startsDown: true);
                    break;
                case TargetPhase.InService:
                    if (Find(web, target.Name) is not { IsInMaintenance: false, IsDraining: false })
                        changed |= await AddAsync(Find(web, target.Name), web, target.Name, $"{address} {parameters} weight 100", startsDown: false);
                    if (Find(web, twin) is not { IsInMaintenance: false })
                        changed |= await AddAsync(Find(web, twin), web, twin, $"{address} backup weight 100", startsDown: null);
                    break;
                case TargetPhase.Draining:
                    // The twin first: it takes over when all checked servers of the slot are draining.
                    if (Find(web, twin) is not null) await RemoveAsync(web, twin);
                    if (Find(web, target.Name) is { IsDraining: false })
                    {
                        await _runtime.DoAsync($"set server {web}/{target.Name} state drain");
                        changed = true;
                    }

                    break;
                default:
                    throw new InvalidOperationException($"phase {target.Phase}");
            }
        }

        var named = wanted.Where(target => target.Phase != TargetPhase.Initial).SelectMany(target => new[] { target.Name, HaproxyConfiguration.Twin(target.Name) }).ToHashSet();
        var probed = wanted.Where(target => target.Phase == TargetPhase.Initial).Select(target => target.Name).ToHashSet();
        foreach (var server in servers)
        {
            if ((server.Backend == web && !named.Contains(server.Name)) || (server.Backend == probe && !probed.Contains(server.Name)))
            {
                await RemoveAsync(server.Backend, server.Name);
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>A server that is not there, or only half: then it is thrown away and made anew.</summary>
    async Task<bool> AddAsync(HaproxyServer? half, string backend, string name, string parameters, bool? startsDown)
    {
        if (half is not null) await RemoveAsync(backend, name);
        await _runtime.DoAsync($"add server {backend}/{name} {parameters}", "New server registered");
        await _runtime.DoAsync($"enable server {backend}/{name}");
        if (startsDown == true) await _runtime.DoAsync($"set server {backend}/{name} health down");
        if (startsDown is not null) await _runtime.DoAsync($"enable health {backend}/{name}");
        return true;
    }

    /// <summary>A server with requests on it cannot go yet; the next call tries again.</summary>
    async Task RemoveAsync(string backend, string name)
    {
        await _runtime.DoAsync($"set server {backend}/{name} state maint");
        await _runtime.DoAsync($"del server {backend}/{name}", "Server deleted", "still has connections");
    }

    static TargetHealth? Observe(Slot slot, Target target, IReadOnlyList<HaproxyServer> servers)
    {
        var backend = target.Phase == TargetPhase.Initial ? HaproxyConfiguration.ProbeBackend(slot) : HaproxyConfiguration.Backend(slot);
        if (servers.FirstOrDefault(server => server.Backend == backend && server.Name == target.Name) is not { } seen)
            return target.Phase == TargetPhase.Draining ? new TargetHealth(target.Name, slot, "draining", IsDrained: true, null) : null;
        var health = target.Phase switch
        {
            TargetPhase.Initial => seen.IsUp && seen.LastCheck is not null ? "healthy" : "initial",
            TargetPhase.InService => seen.IsUp || seen.LastCheck is null ? "healthy" : "unhealthy",
            TargetPhase.Draining => "draining",
            _ => throw new InvalidOperationException($"phase {target.Phase}"),
        };
        return new TargetHealth(target.Name, slot, health, seen.Sessions + seen.Queued == 0, seen.LastCheck);
    }

    /// <summary>Servers that no state names but that are still there, because requests are with them.</summary>
    static IEnumerable<TargetHealth> Leftovers(LoadBalancerState desired, IReadOnlyList<HaproxyServer> servers)
    {
        foreach (var (slot, targets) in desired.Targets)
        {
            var names = targets.Select(target => target.Name).ToHashSet();
            foreach (var server in servers.Where(server => server.Backend == HaproxyConfiguration.Backend(slot) && !names.Contains(server.Name)))
            {
                if (!names.Any(name => HaproxyConfiguration.Twin(name) == server.Name))
                    yield return new TargetHealth(server.Name, slot, "draining", server.Sessions + server.Queued == 0, null);
            }
        }
    }
}
