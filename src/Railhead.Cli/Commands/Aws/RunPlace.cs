namespace Railhead.Cli;

/// <summary>Where <c>railhead run</c> runs a command.</summary>
enum RunPlace
{
    ThisMachine,
    Aws,
}
