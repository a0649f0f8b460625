using Railhead.Local;

namespace Railhead.Cli;

/// <summary>One element of <c>railhead events --json</c>.</summary>
/// <param name="Time">The last time that it happened.</param>
/// <param name="Component">The word of its component.</param>
/// <param name="Kind">The word of its kind.</param>
/// <param name="Text">Its sentence.</param>
/// <param name="Since">The first time; repeats are one event.</param>
/// <param name="Count">How often it happened.</param>
sealed record EventDocument(DateTimeOffset Time, string Component, string Kind, string Text, DateTimeOffset Since, int Count)
{
    public static EventDocument Of(EventRow row) => new(row.Time, row.Component, row.Kind, row.Text, row.Since, row.Count);
}
