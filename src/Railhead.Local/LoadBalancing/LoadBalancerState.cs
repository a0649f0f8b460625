using System.Net;
using System.Text.RegularExpressions;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>The desired state of an environment's load balancer: all that HAProxy's configuration, map and servers are made from.</summary>
public sealed partial record LoadBalancerState
{
    /// <summary>
    /// Where HAProxy finds its listening socket. Descriptor 3 is inherited from the process that keeps it open over HAProxy's restarts;
    /// <c>127.0.0.1:8080</c> lets HAProxy bind by itself.
    /// </summary>
    public string BindClause { get; init; } = $"fd@{LoadBalancerService.Descriptor}";

    /// <summary>The TLS listener; null: plain HTTP only.</summary>
    public TlsState? Tls { get; init; }

    /// <summary>By slot, every slot's: two task sets may have different ones while a deployment runs.</summary>
    public required IReadOnlyDictionary<Slot, HealthCheck> HealthChecks { get; init; }

    /// <summary><c>LB_ENDPOINT</c>'s host, which health checks carry.</summary>
    public required string Host { get; init; }

    /// <summary>Addresses and ranges of proxies in front, whose headers about the client are believed.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>How long a client stays with the target that answered it last; null: it does not.</summary>
    public int? StickySeconds { get; init; }

    public required IReadOnlyDictionary<Slot, IReadOnlyList<Target>> Targets { get; init; }

    /// <summary>Share of the requests in permille, 1000 together. Empty: every request is answered 503.</summary>
    public required IReadOnlyDictionary<Slot, int> Weights { get; init; }

    public IReadOnlyList<Target> TargetsOf(Slot slot) => Targets.GetValueOrDefault(slot, []);

    /// <summary>The same with every initial target in service that has passed its first check.</summary>
    public LoadBalancerState Promote(IEnumerable<TargetHealth> observed)
    {
        var passed = observed.Where(health => health.Health == TargetHealthState.Healthy).Select(health => health.Name).ToHashSet();
        return this with
        {
            Targets = Targets.ToDictionary(
                slot => slot.Key,
                slot =>
                    (IReadOnlyList<Target>)
                        [
                            .. slot.Value.Select(target =>
                                target.Phase == TargetPhase.Initial && passed.Contains(target.Name)
                                    ? target with
                                    {
                                        Phase = TargetPhase.InService,
                                    }
                                    : target
                            ),
                        ]
            ),
        };
    }

    /// <summary>Refuses what would give a configuration that means something else than the state says.</summary>
    public void Validate()
    {
        Require(SlotNames.All.All(HealthChecks.ContainsKey), "every slot needs a health check");
        Require(Weights.Count == 0 || Weights.Values.Sum() == WeightsMap.Whole, "the weights must be 1000 permille together");
        Require(Weights.Values.All(weight => weight >= 0), "a weight must not be negative");
        Require(
            Host.Length > 0 && !Host.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)),
            "the host must not be empty or contain spaces"
        );
        foreach (var proxy in TrustedProxies)
        {
            Require(IPNetwork.TryParse(proxy, out _), $"the trusted proxy {proxy} must be a range such as 10.0.0.0/8");
        }

        foreach (var check in HealthChecks.Values)
        {
            Require(
                check.Path.StartsWith('/') && check.Path.All(c => c is > ' ' and < '\x7f'),
                $"the health check's path {check.Path} must begin with a slash and have no spaces"
            );
            Require(Matcher().IsMatch(check.Matcher), $"the health check's matcher {check.Matcher} must be like 200, 200,202 or 200-399");
            Require(check is { Interval: > 0, Timeout: > 0, Healthy: > 0, Unhealthy: > 0 }, "the health check's numbers must be positive");
        }

        var names = new HashSet<string>();
        foreach (var target in Targets.Values.SelectMany(targets => targets))
        {
            Require(TargetName().IsMatch(target.Name), $"the target's name {target.Name} must be lower-case letters, digits and dashes");
            Require(names.Add(target.Name), $"the target {target.Name} is named twice");
            Require(
                IPAddress.TryParse(target.Address, out _),
                $"the target {target.Name} has the address {target.Address}, which is no IP address"
            );
            Require(target.Port is > 0 and < 65536, $"the target {target.Name} has the port {target.Port}");
        }

        static void Require(bool condition, string otherwise)
        {
            if (!condition)
            {
                throw new ArgumentException($"load balancer: {otherwise}");
            }
        }
    }

    [GeneratedRegex(@"\A[1-5][0-9]{2}(-[1-5][0-9]{2})?(,[1-5][0-9]{2}(-[1-5][0-9]{2})?)*\z")]
    private static partial Regex Matcher();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,62}\z")]
    private static partial Regex TargetName();
}
