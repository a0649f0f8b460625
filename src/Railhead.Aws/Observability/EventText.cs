namespace Railhead.Aws;

/// <summary>How an event is found and told.</summary>
/// <param name="Key">In Terraform.</param>
/// <param name="Description">Of the rule.</param>
/// <param name="Pattern">Of EventBridge.</param>
/// <param name="Values">JSON paths into the event, by the name that the sentence uses.</param>
/// <param name="Message">What people read; no quotes in it.</param>
/// <param name="Why">For readers of the rule, or null.</param>
sealed record EventText(
    string Key,
    string Description,
    HclBody Pattern,
    IReadOnlyDictionary<string, string> Values,
    string Message,
    string? Why = null
);
