namespace Railhead.Local;

/// <summary>The kind of an event. Its word in JSON is the name in kebab-case, such as <c>deployment-started</c>.</summary>
public enum EventKind
{
    /// <summary>A process exited, and nobody had asked for that.</summary>
    Crash,

    /// <summary>A process that had crashed runs again.</summary>
    Recovery,

    /// <summary>A task that was in service fails its health checks.</summary>
    Unhealthy,

    /// <summary>A task serves again after a crash or failed checks.</summary>
    Healthy,

    /// <summary>The number of tasks changes.</summary>
    Scaling,
    DeploymentStarted,

    /// <summary>A new control plane goes on with a deployment.</summary>
    DeploymentResumed,
    DeploymentSucceeded,
    DeploymentFailed,
    DeploymentRolledBack,
    DeploymentSuperseded,

    /// <summary>A key asked for something else than a push to its app.</summary>
    PushRefused,
    EnvironmentUp,

    /// <summary><c>down</c> stopped it.</summary>
    EnvironmentDown,

    /// <summary>It is up again after a restart of the machine, or after all its processes had ended.</summary>
    EnvironmentRecovered,
    WarningRaised,
    WarningCleared,
}
