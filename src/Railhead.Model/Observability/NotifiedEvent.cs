namespace Railhead.Model;

/// <summary>An event of AWS that people hear of.</summary>
public enum NotifiedEvent
{
    PipelineFailed,
    DeploymentFailed,

    /// <summary>Stopped on the way, by an alarm or a person; CodeDeploy goes back then.</summary>
    DeploymentRolledBack,
    TaskStoppedUnexpectedly,
    DatabaseFailover,
    ImageFinding,
    ThreatFinding,
}
