namespace Railhead.Model;

/// <param name="Name">The role's name, such as <c>guestbook-local-task</c>.</param>
/// <param name="Statements">The allowed actions; all others are denied.</param>
public sealed record Role(string Name, IReadOnlyList<Statement> Statements)
{
    /// <summary>The actor, one of <see cref="RoleKeys"/>.</summary>
    public string Key { get; init; } = RoleKeys.Task;

    /// <summary>The AWS service that may take it on, and only for this account.</summary>
    public string Service { get; init; } = "ecs-tasks.amazonaws.com";

    /// <summary>ARN, with <c>*</c> at the end at most, of what the service must be acting for; null where the service sends none.</summary>
    public string? SourceArn { get; init; }

    /// <summary>Whether the service says for which account it acts, and not for which resource.</summary>
    public bool SendsAccountOnly { get; init; }
}
