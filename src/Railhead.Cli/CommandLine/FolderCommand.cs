using System.CommandLine;

namespace Railhead.Cli;

/// <summary>A command whose only argument is the app's folder.</summary>
abstract class FolderCommand : CliCommand
{
    protected FolderCommand(string name, string description)
        : base(name, description)
    {
        Folder = new Argument<string?>("DIR") { Description = "Folder of the app", Arity = ArgumentArity.ZeroOrOne };
        Folder.RefuseOptions();
        Arguments.Add(Folder);
    }

    public sealed override Argument<string?> Folder { get; }
}
