using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead secrets rm NAME</c></summary>
sealed class SecretsRemoveCommand : CliCommand
{
    readonly SecretNameArgument _name = new();

    public SecretsRemoveCommand()
        : base("rm", "Remove a secret") => Arguments.Add(_name);

    public override async Task<int> RunAsync(Invocation call)
    {
        var name = _name.Of(call);
        await new SecretsAccess(call).RunAsync(
            async client =>
            {
                await client.DeleteAsync(SecretsAccess.PathOf(name), call.Cancellation);
                return true;
            },
            secrets => secrets.Remove(name) ? true : throw SecretErrors.Unknown(name)
        );
        new DoneDocument(name, "removed").Say(call, $"{name} is removed.");
        return ExitCode.Done;
    }
}
