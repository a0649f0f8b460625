namespace Railhead.Model;

/// <summary>The roles of an environment, one per actor, least privilege each.</summary>
public sealed record Identity
{
    /// <summary>The role of the app's tasks.</summary>
    public required Role Task { get; init; }
}

/// <param name="Name">The role's name, such as <c>guestbook-local-task</c>.</param>
/// <param name="Statements">What it may do; all else is denied.</param>
public sealed record Role(string Name, IReadOnlyList<Statement> Statements);

/// <param name="Actions">IAM actions, such as <c>s3:GetObject</c>.</param>
/// <param name="Resources">ARNs, with <c>*</c> at the end at most.</param>
public sealed record Statement(IReadOnlyList<string> Actions, IReadOnlyList<string> Resources);
