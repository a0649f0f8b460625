namespace Railhead.Local;

/// <summary>What a process behind walls sees beside the system.</summary>
public sealed record WallsView
{
    /// <summary>The folder behind its /tmp and /var/tmp; null gives it an empty one in memory.</summary>
    public string? Temporary { get; init; }

    /// <summary>A further path to <see cref="Temporary"/>, which TMPDIR names.</summary>
    public string? TemporaryPath { get; init; }

    /// <summary>Folders that keep their permissions, at their own paths.</summary>
    public IReadOnlyList<string> Writable { get; init; } = [];

    /// <summary>Folders that can only be read, at their own paths. Missing ones are left out.</summary>
    public IReadOnlyList<string> ReadOnly { get; init; } = [];

    /// <summary>Whether it leads a session and a group of its own, as a service does. A command of a terminal must not.</summary>
    public bool OwnSession { get; init; }
}
