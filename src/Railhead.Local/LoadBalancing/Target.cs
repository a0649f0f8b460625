namespace Railhead.Local;

/// <summary>One task behind the load balancer: where its nginx listens, and how far its life has come.</summary>
/// <param name="Name">The task's id, lower-case letters, digits and dashes; never used twice in an environment's life.</param>
/// <param name="Address">IP address of the task's nginx.</param>
/// <param name="Port">Port of the task's nginx.</param>
/// <param name="Phase">The phase, which says how the load balancer treats it.</param>
public sealed record Target(string Name, string Address, int Port, TargetPhase Phase);

/// <summary>The load balancer's treatment of a target.</summary>
public enum TargetPhase
{
    /// <summary>Checked each second, without traffic.</summary>
    Initial,

    /// <summary>Takes its share of its slot while healthy.</summary>
    InService,

    /// <summary>Finishes what it has and gets nothing new.</summary>
    Draining,
}
