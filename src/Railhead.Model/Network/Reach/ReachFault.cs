namespace Railhead.Model;

/// <summary>A way that is open and must not be, or one that is needed and is not there.</summary>
/// <param name="Rule">Name of the assertion, such as <c>database-only-from-tasks</c>.</param>
/// <param name="IsOpen">Whether the way is open and must not be; else it is missing.</param>
/// <param name="Resource">The resource that decides, or the place.</param>
/// <param name="Message">A clause without a full stop, for people.</param>
public sealed record ReachFault(string Rule, bool IsOpen, string Resource, string Message);
