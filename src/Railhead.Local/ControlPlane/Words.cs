namespace Railhead.Local;

/// <summary>The interface's words for enums and values.</summary>
public static class Words
{
    public static string Of(DeploymentStatus status) =>
        status switch
        {
            DeploymentStatus.InProgress => "in-progress",
            DeploymentStatus.Succeeded => "succeeded",
            DeploymentStatus.Failed => "failed",
            DeploymentStatus.RolledBack => "rolled-back",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    /// <summary>A commit id in seven digits; anything else whole.</summary>
    public static string Short(string revision) => revision.Length == 40 ? revision[..7] : revision;
}
