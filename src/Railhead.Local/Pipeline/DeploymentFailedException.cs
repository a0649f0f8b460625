namespace Railhead.Local;

/// <summary>A deployment that failed for a reason of the app's: the message is the reason, for people.</summary>
public sealed class DeploymentFailedException(string message) : Exception(message)
{
    /// <summary>The log that explains it, where that is not the stage's own.</summary>
    public LogExcerpt? Lines { get; init; }

    /// <summary>The command that shows more.</summary>
    public string? More { get; init; }
}
