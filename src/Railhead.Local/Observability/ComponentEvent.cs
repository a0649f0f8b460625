namespace Railhead.Local;

/// <summary>An event to record, see <see cref="EventStore"/>.</summary>
/// <param name="Component">The part that it is about.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Subject">The one thing of the component, such as a task's id; repeats with the same subject are folded.</param>
/// <param name="Text">One plain sentence with a full stop. Text from outside may be in it: the store makes it harmless.</param>
/// <param name="Count">How often it happened since it was recorded last.</param>
public sealed record ComponentEvent(Component Component, EventKind Kind, string Subject, string Text, int Count = 1);
