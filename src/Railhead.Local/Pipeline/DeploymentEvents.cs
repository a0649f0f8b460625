using System.Globalization;

namespace Railhead.Local;

/// <summary>The events of a deployment.</summary>
public static class DeploymentEvents
{
    public static ComponentEvent Begin(DeploymentRow row, bool resumes) =>
        resumes
            ? Of(row, EventKind.DeploymentResumed, $"The control plane restarted and continues {Name(row)}.")
            : Of(row, EventKind.DeploymentStarted, $"{Words.Capital(Name(row))} started: {Work(row)}.");

    /// <param name="row">The deployment as it ended.</param>
    /// <param name="serving">What serves after a failure; null after a success.</param>
    /// <param name="superseded">Whether a newer one replaced it before it started.</param>
    public static ComponentEvent End(DeploymentRow row, string? serving, bool superseded)
    {
        var name = Words.Capital(Name(row));
        var (kind, text) = row.Status switch
        {
            DeploymentStatus.Succeeded => (EventKind.DeploymentSucceeded, $"{name} succeeded."),
            DeploymentStatus.RolledBack => (EventKind.DeploymentRolledBack, $"{name} was taken back: {FirstLine(row.Reason)}"),
            DeploymentStatus.Failed when superseded => (EventKind.DeploymentSuperseded, $"{name}: {FirstLine(row.Reason)}"),
            DeploymentStatus.Failed => (EventKind.DeploymentFailed, $"{name} failed: {FirstLine(row.Reason)}"),
            _ => throw new InvalidOperationException($"{row.Status} is not an end."),
        };
        return Of(row, kind, serving is null ? text : $"{text.TrimEnd('.')}; {serving}.");
    }

    static ComponentEvent Of(DeploymentRow row, EventKind kind, string text) =>
        new(Component.Deployment, kind, row.Id.ToString(CultureInfo.InvariantCulture), text);

    static string Name(DeploymentRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"deployment {row.Id} of {Words.Short(row.Revision)}");

    static string Work(DeploymentRow row) =>
        row.Kind switch
        {
            DeploymentKind.Deploy => row.Subject.Length == 0 ? "a build" : row.Subject.TrimEnd('.'),
            DeploymentKind.Rollback => string.Create(CultureInfo.InvariantCulture, $"a rollback to release {row.Release}"),
            DeploymentKind.Apply => "the current release with another blueprint",
            _ => throw new InvalidOperationException($"{row.Kind} is not a kind of deployment."),
        };

    static string FirstLine(string? reason) => reason?.Split('\n')[0] ?? "";
}
