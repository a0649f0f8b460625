using Railhead.Model;

namespace Railhead.Local;

/// <summary>Errors of the load balancer.</summary>
public static class LoadBalancingErrors
{
    public static RailheadException ConfigurationRefused(string reasons) =>
        new("RH3080", $"HAProxy does not accept the new configuration, so the current one stays. HAProxy says: {reasons}");
}
