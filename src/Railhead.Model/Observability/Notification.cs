namespace Railhead.Model;

/// <param name="Event">The event.</param>
/// <param name="Name">Of the rule.</param>
public sealed record Notification(NotifiedEvent Event, string Name);
