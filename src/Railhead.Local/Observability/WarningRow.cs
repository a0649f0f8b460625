namespace Railhead.Local;

/// <summary>A warning that stands.</summary>
/// <param name="Kind">The word of its kind; one of a later Railhead is kept as it is.</param>
/// <param name="Key">The thing that it is about.</param>
/// <param name="Component">The word of the part that it is about.</param>
/// <param name="Since">When it was raised.</param>
/// <param name="Text">Its sentences, harmless for a terminal.</param>
public sealed record WarningRow(string Kind, string Key, string Component, DateTimeOffset Since, string Text);
