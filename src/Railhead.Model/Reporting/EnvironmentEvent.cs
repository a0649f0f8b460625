namespace Railhead.Model;

/// <summary>One environment of several that a command brought back.</summary>
/// <param name="App">The blueprint's <c>app</c>.</param>
/// <param name="Environment">The environment's name.</param>
/// <param name="Status">Whether it serves again.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Url">Its address, when it serves.</param>
/// <param name="Error">Why it does not.</param>
public sealed record EnvironmentEvent(string App, string Environment, ResultStatus Status, double Seconds, string? Url, string? Error)
    : ProgressEvent;
