namespace Railhead.Aws;

/// <summary>How an event is matched, and the notification that it sends.</summary>
/// <param name="Key">In Terraform's map of events.</param>
/// <param name="Description">Of the rule.</param>
/// <param name="Pattern">EventBridge's event pattern.</param>
/// <param name="Values">JSON paths into the event, by the name that the message uses.</param>
/// <param name="Message">What people read. It must not contain quotes.</param>
/// <param name="Why">A comment for readers of the rule, or null.</param>
sealed record EventText(
    string Key,
    string Description,
    HclBody Pattern,
    IReadOnlyDictionary<string, string> Values,
    string Message,
    string? Why = null
);
