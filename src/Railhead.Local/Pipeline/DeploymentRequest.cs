namespace Railhead.Local;

/// <summary>A request to the queue.</summary>
public abstract record DeploymentRequest
{
    private protected DeploymentRequest() { }

    /// <summary>A source, to be built and deployed.</summary>
    /// <param name="Revision">Its revision.</param>
    /// <param name="Subject">Its first line, for people.</param>
    /// <param name="Force">Also when it serves already.</param>
    /// <param name="MovesRef">Whether the environment's branch follows.</param>
    public sealed record Deploy(string Revision, string Subject, bool Force, bool MovesRef) : DeploymentRequest;

    /// <summary>A kept release serves again.</summary>
    public sealed record Rollback(ReleaseRow Release) : DeploymentRequest;

    /// <summary>The release that serves gets another blueprint.</summary>
    public sealed record Apply(ReleaseRow Release, string Blueprint) : DeploymentRequest;
}
