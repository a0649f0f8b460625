namespace Railhead.Cli;

/// <summary>The interface's exit codes.</summary>
static class ExitCode
{
    public const int Done = 0,
        Failed = 1,
        Usage = 2,
        NotRunning = 3,
        Interrupted = 130;
}
