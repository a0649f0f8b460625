using Railhead.Local;
using Railhead.Model;

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

        var serving = await access.RunAsync(
            async client =>
            {
                await client.PutAsync(SecretsAccess.PathOf(name), new SecretValue(value), ApiJson.Default.SecretValue, call.Cancellation);
                return (await client.GetAsync("/push-facts", ApiJson.Default.PushFacts, call.Cancellation)).Revision;
            },
            secrets =>
            {
                secrets.Set(name, value);
                return null;
            }
        );
        new DoneDocument(name, "set").Say(call, $"{name} is set. {await AdviseAsync(call, name, serving)}");
        return ExitCode.Done;
    }

    static async Task<SecretAdvice> AdviseAsync(Invocation call, string name, string? serving)
    {
        var advice = new SecretAdvice
        {
            Name = name,
            Environment = call.Environment,
            Serving = serving,
        };
        if (AppFolder.Find(call) is not { } folder)
        {
            return advice;
        }

        advice = advice with { IsListed = Lists(await File.ReadAllTextAsync(AppFolder.Blueprint(folder), call.Cancellation)) };
        if (serving is null || !Tools.Find().Found.TryGetValue("git", out var tool))
        {
            return advice;
        }

        var git = tool.Path;
        var code = await AppCode.FindAsync(git, folder, call.Cancellation);
        if (code.Root is null)
        {
            return advice with { Current = await FolderSource.RevisionAsync(git, folder, call.Cancellation) };
        }

        var repository = new GitSource(git, code.Root, call.Cancellation);
        var head = await repository.HeadAsync();
        var committed = head is null ? null : await repository.BlueprintAsync(head, code.Prefix);
        return advice with { Current = head, IsCommitted = committed is null ? false : Lists(committed) };

        // A file with errors says nothing.
        bool? Lists(string text) =>
            BlueprintFile.Parse(text, BlueprintFile.Name, call.Environment).Blueprint is { } blueprint
                ? ArchitectureCompiler.Compile(blueprint, call.Environment).Services.TaskDefinition.Secrets.Contains(name)
                : null;
    }
}
