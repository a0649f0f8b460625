using System.CommandLine;
using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>
/// <c>railhead run -- CMD…</c>: a one-off command with the release's variables and role, in a task of its own on AWS. On this machine it
/// acts as <c>exec</c>.
/// </summary>
sealed class RunCommand : CliCommand
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    readonly Argument<string[]> _words = new("CMD")
    {
        Description = "Command and its arguments, after --",
        Arity = ArgumentArity.OneOrMore,
    };

    readonly Option<bool> _aws = new("--aws") { Description = "Run it on AWS, although the environment is up on this machine too" };

    public RunCommand()
        : base("run", "Run a one-off command with the release's variables and role, apart from the tasks that serve")
    {
        Arguments.Add(_words);
        Options.Add(_aws);
    }

    public override async Task<int> RunAsync(Invocation call)
    {
        var words = call.Words.GetValue(_words)!;
        var folder = AppFolder.Find(call);
        if (folder is null || (!call.Words.GetValue(_aws) && Place(call, folder) == RunPlace.ThisMachine))
        {
            return await ExecCommand.RunAsync(call, words);
        }

        var architecture = CheckCommand.Architecture(call, File.ReadAllText(AppFolder.Blueprint(folder)));
        var aws = AwsCli.Find(call.SearchPath, architecture.Network.Region);
        // The credentials of another account would find nothing, or an app of the same name.
        Backend.Bucket(
            Path.Combine(folder, "infrastructure", architecture.Environment),
            architecture.Network.Region,
            await aws.AccountAsync()
        );
        return await new OneOffTask(aws, architecture, Poll, call.Time).RunAsync(
            words,
            call.Out.WriteLine,
            call.Error.WriteLine,
            call.Cancellation
        );
    }

    static RunPlace Place(Invocation call, string folder)
    {
        var isOnAws = File.Exists(Path.Combine(folder, "infrastructure", call.Environment, Backend.FileName));
        var isHere = AppLocator
            .Known(call.Home)
            .Any(record => record.Folder == folder && record.Environment == call.Environment && record.IsUp);
        if (isHere && isOnAws)
        {
            call.Error.WriteLine($"note: {call.Environment} is up on this machine, so the command runs here; --aws runs it on AWS.");
        }

        return Decide(call.Environment, isHere, isOnAws);
    }

    /// <summary>An environment that is up here is meant, else the one on AWS.</summary>
    internal static RunPlace Decide(string environment, bool isHere, bool isOnAws) =>
        environment != BlueprintFile.Local && !isHere && isOnAws ? RunPlace.Aws : RunPlace.ThisMachine;
}
