using Microsoft.Extensions.Logging;

namespace Railhead.Local;

/// <summary>Every event that the control plane logs. An id keeps its meaning for ever.</summary>
public static partial class ControlPlaneLog
{
    [LoggerMessage(1, LogLevel.Information, "The control plane is ready.")]
    public static partial void Ready(this ILogger log);

    [LoggerMessage(2, LogLevel.Warning, "This pass could not do everything: {Problems}")]
    public static partial void PassFailed(this ILogger log, string problems);

    [LoggerMessage(3, LogLevel.Information, "No pass fails any more.")]
    public static partial void PassRecovered(this ILogger log);

    [LoggerMessage(4, LogLevel.Warning, "An event could not be recorded: {Reason}")]
    public static partial void EventLost(this ILogger log, string reason);

    [LoggerMessage(5, LogLevel.Warning, "{Path} cannot be used, and a new one begins: {Reason}")]
    public static partial void EventsUnreadable(this ILogger log, string path, string reason);

    [LoggerMessage(10, LogLevel.Information, "Task {Task}: {From} → {To} ({Reason}).")]
    public static partial void TaskMoved(this ILogger log, string task, TaskPhase from, TaskPhase to, MoveReason reason);

    [LoggerMessage(11, LogLevel.Information, "Task {Task}: added in {Zone} for release {Release}.")]
    public static partial void TaskAdded(this ILogger log, string task, string zone, int release);

    [LoggerMessage(12, LogLevel.Information, "Task {Task}: removed.")]
    public static partial void TaskRemoved(this ILogger log, string task);

    [LoggerMessage(13, LogLevel.Warning, "Task {Task} could not be removed; it is tried again.")]
    public static partial void TaskNotRemoved(this ILogger log, Exception error, string task);

    [LoggerMessage(20, LogLevel.Warning, "The database could not be stopped; it is tried again.")]
    public static partial void DatabaseNotStopped(this ILogger log, Exception error);

    [LoggerMessage(30, LogLevel.Error, "{Method} {Path} failed.")]
    public static partial void RequestFailed(this ILogger log, Exception error, string method, string path);

    [LoggerMessage(40, LogLevel.Information, "Deployment {Deployment} of {Revision}: {Step}.")]
    public static partial void DeploymentStep(this ILogger log, int deployment, string revision, DeploymentStep step);

    [LoggerMessage(41, LogLevel.Information, "Deployment {Deployment}: {Status}. {Reason}")]
    public static partial void DeploymentEnded(this ILogger log, int deployment, string status, string reason);

    [LoggerMessage(42, LogLevel.Error, "Deployment {Deployment} failed by a fault of Railhead.")]
    public static partial void DeploymentBroke(this ILogger log, Exception error, int deployment);
}
