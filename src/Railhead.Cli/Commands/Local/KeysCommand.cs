namespace Railhead.Cli;

/// <summary><c>railhead keys</c>: pushes from other computers.</summary>
sealed class KeysCommand : System.CommandLine.Command
{
    public KeysCommand()
        : base("keys", "Add, list and remove SSH keys that may push to the app")
    {
        Subcommands.Add(new KeysAddCommand());
        Subcommands.Add(new KeysListCommand());
        Subcommands.Add(new KeysRemoveCommand());
    }
}
