using Railhead.Model;
using Railhead.ObjectStore;

namespace Railhead.Local;

/// <summary>All that <see cref="StatusReport"/> is made from.</summary>
public sealed record StatusWorld
{
    public required EnvironmentFacts Facts { get; init; }

    /// <summary>See <see cref="SshRemote"/>.</summary>
    public required string SshRemote { get; init; }

    /// <summary>The last pass of the reconciler.</summary>
    public required Snapshot Snapshot { get; init; }

    /// <summary>The platform's architecture; null before the first <c>up</c>.</summary>
    public required Architecture? Architecture { get; init; }

    /// <summary>The task set with the traffic.</summary>
    public required Serving? Serving { get; init; }

    /// <summary>The latest deployment; null when there was none.</summary>
    public required DeploymentRow? Latest { get; init; }

    /// <summary>The warnings that stand, oldest first.</summary>
    public required IReadOnlyList<WarningRow> Warnings { get; init; }

    /// <summary>The database server's answer; null when the architecture has no database.</summary>
    public required DatabaseStatus? Database { get; init; }

    /// <summary>What this machine can build.</summary>
    public required IsolationState Isolation { get; init; }

    /// <summary>The object store's answer; empty when it gave none.</summary>
    public required IReadOnlyList<BucketUsage> Buckets { get; init; }

    /// <summary>The certificate that serves; null without HTTPS.</summary>
    public CertificateState? Certificate { get; init; }

    /// <summary>Process id of the supervisor; null when it is not alive.</summary>
    public required int? SupervisorPid { get; init; }

    /// <summary>How often the control plane had to start the supervisor again.</summary>
    public required int SupervisorRestarts { get; init; }

    /// <summary>The platform's services that are installed.</summary>
    public required IReadOnlyDictionary<PlatformPart, ServiceStatus> Services { get; init; }

    /// <summary>Process id of the HAProxy process that answers requests; s6 runs its master.</summary>
    public required int? WorkerPid { get; init; }
}
