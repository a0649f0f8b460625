namespace Railhead.Local;

/// <summary>The part of an environment that an event or a log line is about; see <see cref="Components.Word"/>.</summary>
public enum Component
{
    App,
    Nginx,
    LoadBalancer,
    Database,
    Storage,

    /// <summary>The supervisor, the control plane and the machine below them.</summary>
    Platform,
    Deployment,
}
