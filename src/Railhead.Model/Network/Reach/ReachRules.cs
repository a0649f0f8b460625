namespace Railhead.Model;

/// <summary>
/// The assertions about a network: who may reach whom on any port, and what everybody needs to reach. They hold for an Architecture and
/// for a plan, also of Terraform by others.
/// </summary>
public static class ReachRules
{
    /// <summary>What every task needs from AWS: its image, its log, its secrets.</summary>
    static readonly string[] Services = ["ecr.api", "ecr.dkr", "logs", "secretsmanager"];

    const string AnyHostName = "any host in the VPC";

    /// <param name="network">From an Architecture or a plan.</param>
    /// <param name="egress">Ports that tasks need on the Internet; null: not known.</param>
    public static IReadOnlyList<ReachFault> Faults(PacketNetwork network, IReadOnlyList<int>? egress) =>
        [.. Open(network), .. WaysOut(network), .. Missing(network, egress)];

    /// <summary>Ways that must not be there, on whatever port.</summary>
    static IEnumerable<ReachFault> Open(PacketNetwork network)
    {
        var ports = PortClasses.Of(network);
        var strangers = network.Places.Where(place => place.OnlyAnswers is null).Append(AnyHost(network)).ToList();
        foreach (var to in network.Places.Where(place => place.Interfaces.Count > 0))
        {
            foreach (var from in strangers)
            {
                if (Assertion(from.Name, to.Name) is not { } rule)
                {
                    continue;
                }

                var open = ports
                    .Where(port => !IsMeant(from, to, port))
                    .Select(port => Reach.Ask(network, from, to, port))
                    .FirstOrDefault(answer => answer.Reachable || answer.IsPartly);
                if (open is not null)
                {
                    yield return new ReachFault(
                        rule,
                        IsOpen: true,
                        open.DecidedBy.Split(':')[0],
                        $"{from.Name} reaches {to.Title} on port {open.Port}: {open.DecidedBy}"
                    );
                }
            }
        }
    }

    /// <summary>A host of another group, in each subnet: what it reaches is open to whatever comes into the VPC later.</summary>
    static PacketPlace AnyHost(PacketNetwork network)
    {
        var group = new PacketGroup(
            AnyHostName,
            [new GroupEntry(AnyHostName, Direction.Egress, PacketMatch.All, [AddressRange.All], null)]
        );
        return new PacketPlace
        {
            Name = AnyHostName,
            Title = AnyHostName,
            Interfaces =
            [
                .. network
                    .Places.SelectMany(place => place.Interfaces)
                    .Select(one => one.Subnet)
                    .DistinctBy(subnet => subnet.Name)
                    .Select(subnet => new PacketInterface(subnet, [group], null, false, PortRange.Ephemeral)),
            ],
        };
    }

    /// <summary>Databases answer inside the VPC, and their subnets lead nowhere else.</summary>
    static IEnumerable<ReachFault> WaysOut(PacketNetwork network) =>
        (network.Find(PacketPlaces.Database)?.Interfaces ?? [])
            .Select(one => one.Subnet)
            .SelectMany(subnet => subnet.Routes.Routes, (subnet, route) => (subnet, route))
            .Where(found => found.route.Kind != HopKind.GatewayEndpoint)
            .Take(1)
            .Select(found => new ReachFault(
                "database-has-no-way-out",
                IsOpen: true,
                found.route.Name.Split(':')[0],
                $"{found.subnet.Name} holds the database and has a route out of the VPC: {found.route.Name}"
            ));

    /// <summary>The assertion that a way would break; null: the way may be there.</summary>
    static string? Assertion(string from, string to)
    {
        var isTask = IsTask(from) || from.StartsWith("function:", StringComparison.Ordinal);
        return to switch
        {
            PacketPlaces.LoadBalancer => from == PacketPlaces.Internet.Name ? "only-listeners-from-internet" : null,
            PacketPlaces.Database => isTask || from == PacketPlaces.Database ? null : "database-only-from-tasks",
            _ when from == PacketPlaces.Internet.Name => "only-load-balancer-from-internet",
            _ when IsTask(to) => IsTask(from) ? null : "tasks-only-from-load-balancer",
            _ => null,
        };
    }

    static bool IsMeant(PacketPlace from, PacketPlace to, int port) =>
        (to.Name == PacketPlaces.LoadBalancer || (from.Name == PacketPlaces.LoadBalancer && IsTask(to.Name))) && to.Ports.Contains(port);

    static bool IsTask(string name) => name == PacketPlaces.Task || name.StartsWith(PacketPlaces.TaskPrefix, StringComparison.Ordinal);

    static IEnumerable<ReachFault> Missing(PacketNetwork network, IReadOnlyList<int>? egress)
    {
        foreach (var (from, to, port) in Needs(network, egress))
        {
            // Each address in turn: from the Internet, one open node would hide a closed one.
            var places = to.Interfaces.Count == 0 ? [to] : to.Interfaces.Select(one => to with { Interfaces = [one] });
            var answer = places
                .Select(place => Reach.Ask(network, from, place, port))
                .FirstOrDefault(answer => !answer.Reachable || answer.Notes.Any(IsFault));
            if (answer is not null)
            {
                var problem = answer.Reachable
                    ? answer.Notes.First(IsFault).TrimEnd('.')
                    : $"no connection from {from.Name} to {to.Title} on port {port}: {answer.DecidedBy}";
                yield return new ReachFault($"{from.Name}-reaches-{to.Name}", IsOpen: false, answer.DecidedBy.Split(':')[0], problem);
            }
        }
    }

    static bool IsFault(string note) =>
        note.StartsWith("Replies ", StringComparison.Ordinal) || note.StartsWith("Path MTU", StringComparison.Ordinal);

    static IEnumerable<(PacketPlace From, PacketPlace To, int Port)> Needs(PacketNetwork network, IReadOnlyList<int>? egress)
    {
        PacketPlace? Place(string name) =>
            network.Find(name) is { } place && (place.Outside is not null || place.Interfaces.Count > 0) ? place : null;

        var balancer = Place(PacketPlaces.LoadBalancer);
        if (balancer?.Interfaces.All(one => one.PublicAddress is not null) == true)
        {
            foreach (var port in balancer.Ports)
            {
                yield return (PacketPlaces.Internet, balancer, port);
            }
        }

        if (Place(PacketPlaces.Task) is not { } task)
        {
            yield break;
        }

        foreach (var port in balancer is null ? [] : task.Ports)
        {
            yield return (balancer!, task, port);
        }

        if (Place(PacketPlaces.Database) is { } database)
        {
            yield return (task, database, database.Ports.FirstOrDefault(WellKnownPorts.PostgreSql));
        }

        foreach (var service in Services.Select(PacketPlaces.Endpoint))
        {
            yield return (task, PacketPlaces.Find(network, service, "")!, WellKnownPorts.Https);
        }

        foreach (var place in network.Places.Where(place => place.OnlyAnswers is not null && !Services.Contains(place.Name)))
        {
            yield return (task, place, WellKnownPorts.Https);
        }

        foreach (var port in egress ?? [])
        {
            yield return (task, PacketPlaces.Internet, port);
        }

        foreach (var function in network.Places.Where(place => place.Name.StartsWith("function:", StringComparison.Ordinal)))
        {
            yield return (function, PacketPlaces.Find(network, PacketPlaces.Endpoint("secretsmanager"), "")!, WellKnownPorts.Https);
        }
    }
}
