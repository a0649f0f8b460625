namespace Railhead.Local;

/// <summary>HAProxy as a service: its listener comes from the <see cref="SocketsService"/> and outlives it.</summary>
public static class LoadBalancerService
{
    public static string Name => PlatformPart.LoadBalancer.Name();

    /// <summary>The descriptor of the listener: <c>bind fd@3</c> in the configuration.</summary>
    public const int Descriptor = 3;

    public static string ConfigurationOf(Layout layout) => Path.Combine(layout.LoadBalancer, "haproxy.cfg");

    /// <summary>HAProxy's master answers here (<c>show proc</c>, <c>reload</c>).</summary>
    public static string MasterSocketOf(Layout layout) => Path.Combine(layout.RunLoadBalancer, "master.sock");

    /// <summary>Descriptors that HAProxy has for the TLS listener. Each serves once: one that was closed stays closed.</summary>
    public static IReadOnlyList<int> TlsDescriptors { get; } = [4, 5, 6, 7];

    /// <summary>The name of the TLS listener at the holders of sockets.</summary>
    public static string NameOf(Listener listener) => $"{Name}:{listener.Address}:{listener.Port}";

    /// <param name="layout">The environment.</param>
    /// <param name="tools">Where HAProxy is.</param>
    /// <param name="accounts">HAProxy runs as the platform's user; only the listener is got before.</param>
    /// <param name="http">Where it listens for HTTP.</param>
    /// <param name="tls">Where it listens for TLS; null: not at all.</param>
    /// <param name="railhead">Program and first arguments that run Railhead itself, such as <c>["/…/railhead"]</c>.</param>
    public static ServiceDefinition Definition(
        Layout layout,
        Tools tools,
        Accounts accounts,
        Listener http,
        Listener? tls,
        IReadOnlyList<string> railhead
    )
    {
        var haproxy = new ServiceDefinition(
            Name,
            [tools.HAProxy.Path, "-W", "-f", ConfigurationOf(layout), "-S", $"{MasterSocketOf(layout)},mode,600"]
        )
        {
            RunAs = accounts.Platform,
            // glibc keeps up to 32 MB of freed buffers per thread: giving each back and touching it again took up to 2 µs of a request.
            Environment = new Dictionary<string, string> { ["MALLOC_TRIM_THRESHOLD_"] = "33554432", ["MALLOC_TOP_PAD_"] = "1048576" },
            StopSignal = "USR1",
            // Clients wait in the kernel's queue meanwhile: a second is borne, half a minute is an outage.
            LongestPause = 1,
            // HAProxy insists on being able to return to where it was started.
            WorkingDirectory = layout.LoadBalancer,
        };
        return SocketsService.Listening(
            layout,
            [.. railhead, "bind"],
            tls is null ? [http] : [http, tls],
            [.. TlsDescriptors.Where(descriptor => descriptor != tls?.Descriptor)],
            accounts,
            haproxy
        );
    }
}
