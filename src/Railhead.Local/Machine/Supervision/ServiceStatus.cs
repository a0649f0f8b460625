namespace Railhead.Local;

/// <summary>The present state of a service.</summary>
public sealed record ServiceStatus
{
    public required string Name { get; init; }

    /// <summary>Whether its <c>s6-supervise</c> lives.</summary>
    public required bool Supervised { get; init; }

    /// <summary>Whether it should run.</summary>
    public required bool Wanted { get; init; }

    /// <summary>
    /// Its process, which leads a group of its own; null while it is down, held back or waits for its environment file.
    /// </summary>
    public required int? Pid { get; init; }

    /// <summary>
    /// The program's process. Behind walls that is not <see cref="Pid"/>, which keeps them, and it is null until the walls stand.
    /// </summary>
    public required int? ProgramPid { get; init; }

    /// <summary>Whether the service runs behind walls.</summary>
    public required bool HasWalls { get; init; }

    /// <summary>The start of <see cref="Pid"/>.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>The last start of a program of it, whether that lives or not; null when there was none.</summary>
    public required DateTimeOffset? LastStart { get; init; }

    /// <summary>Deaths that nobody asked for since the service was installed.</summary>
    public required int Restarts { get; init; }

    /// <summary>Whether it ended several times in a row soon after its start.</summary>
    public required bool CrashLooping { get; init; }

    /// <summary>The exit code of the last process that ended by itself; null when there was none, or a signal ended it.</summary>
    public required int? ExitCode { get; init; }

    /// <summary>The number of the signal that ended the last process; null when none did.</summary>
    public required int? Signal { get; init; }

    public bool Up => Pid is not null;
}
