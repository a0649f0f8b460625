using System.Net;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>A server of a slot's backend, as HAProxy should have it.</summary>
/// <param name="Backend">The slot's backend.</param>
/// <param name="Name">The target's name and, but for <see cref="ServerRole.Serving"/>, the role's suffix.</param>
/// <param name="Endpoint">Address and port.</param>
/// <param name="Role">Why it is there.</param>
/// <param name="Check">The slot's health check.</param>
public sealed record HaproxyServer(string Backend, string Name, string Endpoint, ServerRole Role, HealthCheck Check)
{
    // A server that is added at run time keeps no idle connections unless it is told to: every request would open its own.
    const string Pool = "pool-max-conn -1 pool-purge-delay 5s";

    const string ProbeSuffix = ".new",
        FailOpenSuffix = ".open";

    public string Path => $"{Backend}/{Name}";

    /// <summary>100 takes traffic; a probe never does.</summary>
    public int Weight => Role == ServerRole.Probe ? 0 : 100;

    /// <summary>The keywords after the endpoint, the same in the file and on the socket; all but the weight.</summary>
    public string Keywords =>
        Role switch
        {
            ServerRole.Probe => "check inter 1s rise 1 fall 1",
            ServerRole.Serving => $"check inter {Check.Interval}s rise {Check.Healthy} fall {Check.Unhealthy} {Pool}",
            ServerRole.FailOpen => $"backup {Pool}",
            _ => throw new ArgumentOutOfRangeException(nameof(Role)),
        };

    public string Line => $"server {Name} {Endpoint} {Keywords} weight {Weight}";

    /// <summary>
    /// The servers that a slot's targets need: a probe until the first passed check; then the serving one, and its twin without a check
    /// that
    /// takes over when all serving ones are unhealthy, as an ALB fails open. A draining target needs none: it keeps what it has.
    /// </summary>
    public static IReadOnlyList<HaproxyServer> Of(LoadBalancerState state, Slot slot)
    {
        var servers = new List<HaproxyServer>();
        foreach (var target in state.TargetsOf(slot))
        {
            if (target.Phase == TargetPhase.Initial)
            {
                Add(target, ProbeSuffix, ServerRole.Probe);
            }

            if (target.Phase == TargetPhase.InService)
            {
                Add(target, "", ServerRole.Serving);
                Add(target, FailOpenSuffix, ServerRole.FailOpen);
            }
        }

        return servers;

        void Add(Target target, string suffix, ServerRole role) =>
            servers.Add(
                new HaproxyServer(
                    slot.Backend(),
                    target.Name + suffix,
                    $"{new IPEndPoint(IPAddress.Parse(target.Address), target.Port)}",
                    role,
                    state.HealthChecks[slot]
                )
            );
    }

    public static string ProbeOf(string target) => target + ProbeSuffix;

    /// <summary>The target that a server's name belongs to. Targets have no dots in their names.</summary>
    public static string TargetOf(string server) => server.Split('.')[0];
}

/// <summary>Why a target has a server in HAProxy.</summary>
public enum ServerRole
{
    /// <summary>Waits for the first passed check, each second, without traffic.</summary>
    Probe,

    /// <summary>Takes traffic while healthy.</summary>
    Serving,

    /// <summary>The twin that takes traffic when no serving one is healthy.</summary>
    FailOpen,
}
