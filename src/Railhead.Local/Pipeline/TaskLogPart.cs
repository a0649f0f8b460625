namespace Railhead.Local;

/// <summary>A part of a task's log.</summary>
/// <param name="Task">The task's id.</param>
/// <param name="Container"><c>app</c> or <c>nginx</c>.</param>
/// <param name="Since">When its program was last started; null when that is not known.</param>
public sealed record TaskLogPart(string Task, string Container, DateTimeOffset? Since);
