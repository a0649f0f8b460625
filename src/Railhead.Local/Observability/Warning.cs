namespace Railhead.Local;

/// <summary>A state that needs a person, see <see cref="EventStore.Raise"/>.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Key">The one thing that it is about, such as a task's id or a domain; with the kind, its identity.</param>
/// <param name="Component">The part that it is about.</param>
/// <param name="Text">Plain sentences: the cause, and what to do. Text from outside may be in it.</param>
public sealed record Warning(WarningKind Kind, string Key, Component Component, string Text);
