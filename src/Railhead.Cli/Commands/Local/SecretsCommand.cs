namespace Railhead.Cli;

/// <summary><c>railhead secrets</c>: values come from standard input, so that they are in no history and no process list.</summary>
sealed class SecretsCommand : System.CommandLine.Command
{
    public SecretsCommand()
        : base("secrets", "Set, list and remove the secrets of the app")
    {
        Subcommands.Add(new SecretsSetCommand());
        Subcommands.Add(new SecretsListCommand());
        Subcommands.Add(new SecretsRemoveCommand());
    }
}
