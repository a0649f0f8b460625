namespace Railhead.Model;

/// <summary>The roles of an environment, one per actor, least privilege each.</summary>
public sealed record Identity
{
    /// <summary>The role of the app's tasks.</summary>
    public required Role Task { get; init; }

    /// <summary>All, the tasks' first.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }
}
