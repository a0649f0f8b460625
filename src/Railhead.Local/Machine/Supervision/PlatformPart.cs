namespace Railhead.Local;

/// <summary>A part of the platform that status, progress and logs name.</summary>
public enum PlatformPart
{
    Supervisor,
    ControlPlane,
    LoadBalancer,
    Database,
    Storage,
}
