namespace Railhead.Cli;

/// <summary>One command: declares its options and arguments in its constructor, and runs.</summary>
abstract class CliCommand(string name, string description) : System.CommandLine.Command(name, description)
{
    /// <summary>A long command writes JSON lines with <c>--json</c>, and a result as the last of them.</summary>
    public virtual bool IsLong => false;

    /// <summary>The message after Ctrl-C: the state of the work, and how to continue it.</summary>
    public virtual string Interruption => "Interrupted.";

    /// <summary>The argument with the app's folder, for a command that takes no other argument.</summary>
    public virtual System.CommandLine.Argument<string?>? Folder => null;

    /// <returns>The exit code.</returns>
    public abstract Task<int> RunAsync(Invocation call);
}
