namespace Railhead.Local;

/// <summary>A supervised process as <see cref="ProcessEvents"/> looks at it.</summary>
public sealed record WatchedProcess
{
    /// <summary>Its service's name.</summary>
    public required string Service { get; init; }

    public required Component Component { get; init; }

    /// <summary>Its name in a sentence, such as <c>the app of task a1</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The subject of its events: the task's id, or the service's name.</summary>
    public required string Subject { get; init; }

    /// <summary>Its crashes since its service was installed.</summary>
    public required int Restarts { get; init; }

    public required bool Up { get; init; }

    public required bool CrashLooping { get; init; }

    public required int? ExitCode { get; init; }

    public required int? Signal { get; init; }

    /// <summary>Whether it exits with code 0 by itself to start again with another configuration, as the object store does.</summary>
    public bool RestartsItself { get; init; }

    /// <summary>The task whose app it is; null for any other process.</summary>
    public TaskObservation? Task { get; init; }
}
