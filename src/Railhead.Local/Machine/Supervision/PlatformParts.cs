namespace Railhead.Local;

/// <summary>The words for the parts of the platform: names in JSON, of services, and of their log folders.</summary>
public static class PlatformParts
{
    public static string Name(this PlatformPart part) =>
        part switch
        {
            PlatformPart.Supervisor => "supervisor",
            PlatformPart.ControlPlane => "control-plane",
            PlatformPart.LoadBalancer => "loadbalancer",
            PlatformPart.Database => "database",
            PlatformPart.Storage => "storage",
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "not a part of the platform"),
        };
}
