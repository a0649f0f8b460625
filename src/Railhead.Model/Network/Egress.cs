namespace Railhead.Model;

/// <summary>The ports that tasks may reach on the Internet.</summary>
static class Egress
{
    /// <summary>In ascending order. AWS's services and most others speak HTTPS.</summary>
    public static IReadOnlyList<int> Ports(Blueprint blueprint) =>
        blueprint.Get(NetworkKeys.Egress) is { } ports ? ports.Order().ToList() : [WellKnownPorts.Https];

    public static bool HasHttps(Blueprint blueprint) => Ports(blueprint).Contains(WellKnownPorts.Https);
}
