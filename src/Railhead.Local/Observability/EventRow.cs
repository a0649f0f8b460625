namespace Railhead.Local;

/// <summary>A recorded event, repeats folded into it.</summary>
/// <param name="Component">The word of its component.</param>
/// <param name="Kind">The word of its kind; one of a later Railhead is kept as it is.</param>
/// <param name="Subject">The one thing of the component.</param>
/// <param name="Text">Its sentence, harmless for a terminal.</param>
/// <param name="Time">The last time that it happened.</param>
/// <param name="Since">The first time.</param>
/// <param name="Count">How often it happened from the first to the last time.</param>
public sealed record EventRow(
    string Component,
    string Kind,
    string Subject,
    string Text,
    DateTimeOffset Time,
    DateTimeOffset Since,
    int Count
);
