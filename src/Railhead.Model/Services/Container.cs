namespace Railhead.Model;

/// <summary>A container of a task.</summary>
public sealed record Container
{
    /// <summary><c>app</c> or <c>nginx</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Key of the repository that its image is in.</summary>
    public required string Repository { get; init; }

    public required int Port { get; init; }

    /// <summary>Whether the task ends with it.</summary>
    public required bool Essential { get; init; }

    /// <summary>Containers that start before it and stop after it.</summary>
    public required IReadOnlyList<string> DependsOn { get; init; }

    /// <summary>Numeric user id in the container.</summary>
    public required int User { get; init; }

    public required bool ReadOnlyRoot { get; init; }

    /// <summary>Folders that stay writable, a volume each.</summary>
    public required IReadOnlyList<string> WritablePaths { get; init; }

    /// <summary>nginx drains on QUIT and drops requests on TERM.</summary>
    public required string StopSignal { get; init; }

    /// <summary>The check within the task, or null: the load balancer's alone decides.</summary>
    public required ContainerHealthCheck? HealthCheck { get; init; }

    public required string LogGroup { get; init; }
}
