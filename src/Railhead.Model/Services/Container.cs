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

/// <param name="Path">Asked of the container's own port on 127.0.0.1.</param>
/// <param name="Interval">Seconds.</param>
/// <param name="Timeout">Seconds.</param>
/// <param name="Retries">Failures until it is unhealthy.</param>
/// <param name="StartPeriod">Seconds in which failures do not count.</param>
public sealed record ContainerHealthCheck(string Path, int Interval, int Timeout, int Retries, int StartPeriod);

/// <param name="Family">A family of its own: nginx would never end.</param>
/// <param name="Command">Run by <c>/bin/sh -euc</c> in the app's image.</param>
/// <param name="Timeout">Seconds.</param>
/// <param name="LogGroup">Where its output goes.</param>
public sealed record ReleaseTask(string Family, string Command, int Timeout, string LogGroup);

/// <param name="Key"><c>app</c> or <c>nginx</c>.</param>
/// <param name="Name">In ECR.</param>
/// <param name="ImmutableTags">A pushed tag never changes its image.</param>
/// <param name="ScanOnPush">For known vulnerabilities.</param>
/// <param name="KeepImages">The newest that are kept.</param>
/// <param name="UntaggedDays">Days until an image without a tag is deleted.</param>
public sealed record ImageRepository(string Key, string Name, bool ImmutableTags, bool ScanOnPush, int KeepImages, int UntaggedDays);

/// <param name="Name"><c>FARGATE</c> or <c>FARGATE_SPOT</c>.</param>
/// <param name="Base">Tasks that run on it before weights count.</param>
/// <param name="Weight">Its share of the others.</param>
public sealed record CapacityProvider(string Name, int Base, int Weight);
