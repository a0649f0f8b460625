using Railhead.Model;

namespace Railhead.Cli;

/// <summary>A wrong command line or an app that cannot be found: exit code 2.</summary>
sealed class UsageException(string code, string message, string? hint = null) : RailheadException(code, message, hint);
