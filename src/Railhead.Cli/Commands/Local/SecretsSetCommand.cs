using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead secrets set NAME</c></summary>
sealed class SecretsSetCommand : CliCommand
{
    readonly SecretNameArgument _name = new();

    public SecretsSetCommand()
        : base("set", "Set a secret to the text on standard input") => Arguments.Add(_name);

    public override async Task<int> RunAsync(Invocation call)
    {
        var name = _name.Of(call);
        var access = new SecretsAccess(call);
        var value = await call.Terminal.OpenInput().ReadToEndAsync(call.Cancellation);
        // "echo value | railhead secrets set NAME" means the value, not the value and an end of line.
        if (value.EndsWith('\n'))
        {
            value = value[..^1];
        }

        if (value.Length == 0)
        {
            throw CommandErrors.NoSecretValue(name);
        }

        var runs = await access.RunAsync(
            async client =>
            {
                await client.PutAsync(SecretsAccess.PathOf(name), new SecretValue(value), ApiJson.Default.SecretValue, call.Cancellation);
                return (await client.GetAsync("/push-facts", ApiJson.Default.PushFacts, call.Cancellation)).Revision is not null;
            },
            secrets =>
            {
                secrets.Set(name, value);
                return false;
            }
        );
        new DoneDocument(name, "set").Say(call, $"{name} is set. {Next(runs, call.Environment)}");
        return ExitCode.Done;
    }

    /// <summary>How the app gets a value that was just set.</summary>
    /// <param name="runs">Whether tasks run, which have an older value or none.</param>
    /// <param name="environment">Name of the environment.</param>
    public static string Next(bool runs, string environment)
    {
        var option = environment == "local" ? "" : $" --env {environment}";
        return runs
            ? $"Running tasks get it with the next deployment: railhead deploy --force{option}"
            : $"The app gets it when it starts: railhead up{option}";
    }
}
