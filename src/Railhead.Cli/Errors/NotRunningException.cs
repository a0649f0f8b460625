using Railhead.Model;

namespace Railhead.Cli;

/// <summary>The environment is not running: exit code 3 of <c>status</c>, 1 of others.</summary>
sealed class NotRunningException(string code, string message, string hint, string app, string environment)
    : RailheadException(code, message, hint)
{
    public string App { get; } = app;

    public string Environment { get; } = environment;
}
