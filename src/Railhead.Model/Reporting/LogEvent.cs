namespace Railhead.Model;

/// <summary>One line of a stage's output.</summary>
public sealed record LogEvent(Stage Stage, string Line) : ProgressEvent;
