using System.Globalization;

namespace Railhead.Local;

/// <summary>
/// HAProxy's service with its listeners. A TLS listener is added to and taken from a running HAProxy: one of its reserved sockets gets the
/// address, so no restart drops a request.
/// </summary>
public sealed class LoadBalancerListeners(EnvironmentFacts facts, StateStore store, Supervisor supervisor, TimeProvider time)
{
    const string Setting = "tls-listener",
        Former = "tls-listener-former";

    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(5);

    readonly ReservedSockets _sockets = new(facts.Layout, facts.Program);

    /// <summary>The holders were seen to have it. HAProxy's own start gives it back to them, so nobody need ask at each pass.</summary>
    Listener? _held;

    /// <summary>The descriptor that listens; null: none does yet.</summary>
    public int? TlsDescriptor { get; private set; }

    public async Task EnsureAsync(CancellationToken cancellation)
    {
        await CloseFormerAsync(cancellation);
        var known = Known();
        var wanted = facts.Record.HttpsPort is { } port ? (facts.Record.HttpAddress, Port: port) : ((string, int Port)?)null;
        if (known is { } former && (wanted is null || (former.Address, former.Port) != wanted))
        {
            // Closed at the next look: first HAProxy's configuration lets go of it.
            store.SetSetting(Former, LoadBalancerService.NameOf(former));
            store.SetSetting(Setting, "");
            (TlsDescriptor, _held, known) = (null, null, null);
        }

        if (wanted is not { } address)
        {
            await InstallAsync(tls: null, cancellation);
            return;
        }

        var names = known is null ? await _sockets.NamesAsync(cancellation) : null;
        var listener = known ?? Choose(names!, address);
        var installed = await InstallAsync(listener, cancellation);
        if (installed == Installation.Unchanged && listener == _held)
        {
            return;
        }

        names ??= await _sockets.NamesAsync(cancellation);
        var name = LoadBalancerService.NameOf(listener);
        if (
            installed != Installation.Added
            && !names.Contains(name)
            // After a reboot, HAProxy's own start opens it; that takes a moment.
            && (known is null || IsLongUp())
            && !await _sockets.ListenAsync(ReserveOf(listener.Descriptor), listener, name, cancellation)
            && !(await _sockets.NamesAsync(cancellation)).Contains(name)
        )
        {
            // All reserved sockets were used, or a Railhead without them started this HAProxy.
            await supervisor.RestartAsync(LoadBalancerService.Name, cancellation);
        }

        _held = names.Contains(name) ? listener : null;
        TlsDescriptor = listener.Descriptor;
    }

    bool IsLongUp() => supervisor.Status(LoadBalancerService.Name)?.Since is { } since && time.GetUtcNow() - since > StartLimit;

    async Task CloseFormerAsync(CancellationToken cancellation)
    {
        if (store.Setting(Former) is { Length: > 0 } name)
        {
            await _sockets.CloseAsync(name, cancellation);
            store.SetSetting(Former, "");
        }
    }

    /// <summary>The first descriptor that a running HAProxy can still listen on.</summary>
    Listener Choose(IReadOnlyList<string> names, (string Address, int Port) address)
    {
        var descriptor = LoadBalancerService
            .TlsDescriptors.Where(number => names.Contains(ReserveOf(number)))
            .DefaultIfEmpty(LoadBalancerService.TlsDescriptors[0])
            .First();
        store.SetSetting(Setting, string.Create(CultureInfo.InvariantCulture, $"{descriptor} {address.Address} {address.Port}"));
        return new Listener(address.Address, address.Port, descriptor);
    }

    Listener? Known() =>
        store.Setting(Setting)?.Split(' ') is [var descriptor, var address, var port]
            ? new Listener(address, int.Parse(port, CultureInfo.InvariantCulture), int.Parse(descriptor, CultureInfo.InvariantCulture))
            : null;

    Task<Installation> InstallAsync(Listener? tls, CancellationToken cancellation) =>
        supervisor.InstallAsync(
            LoadBalancerService.Definition(
                facts.Layout,
                facts.Tools,
                facts.Accounts,
                new Listener(facts.Record.HttpAddress, facts.Record.HttpPort, LoadBalancerService.Descriptor),
                tls,
                [facts.Program]
            ),
            cancellation: cancellation
        );

    static string ReserveOf(int descriptor) => Listener.ReserveFor(LoadBalancerService.Name, descriptor);
}
