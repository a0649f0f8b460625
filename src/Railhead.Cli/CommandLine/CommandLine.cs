using System.CommandLine;
using CliCommand = System.CommandLine.Command;

namespace Railhead.Cli;

/// <summary>The commands and their options; what each does is in a file of its own below <c>Commands/</c>.</summary>
public static class CommandLine
{
    static readonly Option<string?> App = new("--app")
    {
        Description = "The app's folder, the one with railhead.yaml",
        HelpName = "DIR",
        Recursive = true,
    };
    static readonly Option<string> Env = new("--env")
    {
        Description = "The environment",
        HelpName = "ENV",
        Recursive = true,
        DefaultValueFactory = _ => "local",
    };
    static readonly Option<bool> Json = new("--json") { Description = "Results as JSON on standard output", Recursive = true };
    static readonly Option<bool> Yes = new("--yes") { Description = "Ask nothing", Recursive = true };
    static readonly Option<string> Color = new("--color")
    {
        Description = "auto, always or never",
        HelpName = "WHEN",
        Recursive = true,
        DefaultValueFactory = _ => "auto",
    };

    public static RootCommand Build()
    {
        Color.AcceptOnlyFromAmong("auto", "always", "never");
        var root = new RootCommand("From git push to a highly available web app: on this machine, and on AWS as Terraform.")
        {
            App,
            Env,
            Json,
            Yes,
            Color,
        };
        foreach (var command in Commands())
        {
            root.Subcommands.Add(command);
        }

        return root;
    }

    static IEnumerable<CliCommand> Commands()
    {
        yield return WithFolder(
            "up",
            "Start the app with all that it needs, or bring it to what railhead.yaml says",
            (call, _) => UpCommand.RunAsync(call)
        );
        var purge = new Option<bool>("--purge") { Description = "Delete everything too: database, files, releases, secrets" };
        yield return WithFolder(
            "down",
            "Stop everything; the data stays",
            (call, parsed) => DownCommand.RunAsync(call, parsed.GetValue(purge)),
            purge
        );
        yield return WithFolder("status", "What runs, and how it is", (call, _) => StatusCommand.RunAsync(call));

        var revision = new Argument<string>("REV") { Description = "A commit of the app's repository", DefaultValueFactory = _ => "HEAD" };
        var force = new Option<bool>("--force") { Description = "Also when this commit is deployed already" };
        RefuseOptions(revision);
        yield return Plain(
            "deploy",
            "Deploy a commit",
            (call, parsed) => DeployCommand.RunAsync(call, parsed.GetValue(revision)!, parsed.GetValue(force)),
            revision,
            force
        );

        var number = new Argument<int?>("N")
        {
            Description = "A release's number; the one before the current",
            Arity = ArgumentArity.ZeroOrOne,
        };
        yield return Plain(
            "rollback",
            "Serve an earlier release again, without a build",
            (call, parsed) => RollbackCommand.RunAsync(call, parsed.GetValue(number)),
            number
        );
        yield return WithFolder("releases", "The kept releases", (call, _) => ReleasesCommand.RunAsync(call));

        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with what comes" };
        var task = new Option<string?>("--task") { Description = "Only this task's", HelpName = "ID" };
        var since = new Option<string?>("--since") { Description = "Only what is younger, such as 10m, 2h, 1d", HelpName = "AGE" };
        yield return WithFolder(
            "logs",
            "The tasks' logs",
            (call, parsed) => LogsCommand.RunAsync(call, parsed.GetValue(follow), parsed.GetValue(task), parsed.GetValue(since)),
            follow,
            task,
            since
        );

        var words = new Argument<string[]>("CMD")
        {
            Description = "After --: the command and its arguments",
            Arity = ArgumentArity.OneOrMore,
        };
        yield return Plain(
            "exec",
            "Run a command in the current release, with a task's environment and role",
            (call, parsed) => ExecCommand.RunAsync(call, parsed.GetValue(words)!),
            words
        );
        yield return Secrets();
        yield return WithFolder("check", "Find the mistakes in railhead.yaml", (call, _) => Task.FromResult(CheckCommand.Run(call)));
        yield return WithFolder(
            "show",
            "What railhead.yaml amounts to, and where each value comes from",
            (call, _) => Task.FromResult(ShowCommand.Run(call))
        );
        yield return WithFolder(
            "synth",
            "Write the environment's Terraform for AWS to infrastructure/ beside railhead.yaml",
            (call, _) => Task.FromResult(SynthCommand.Run(call))
        );
        yield return WithFolder(
            "bootstrap",
            "Once per AWS account and region: the bucket for Terraform's state, and what all environments share",
            (call, _) => BootstrapCommand.RunAsync(call)
        );
        yield return WithFolder("plan", "What an apply would change on AWS, and what that risks", (call, _) => PlanCommand.RunAsync(call));
        yield return WithFolder("apply", "Bring AWS to what infrastructure/ says", (call, _) => ApplyCommand.RunAsync(call));
        var production = new Option<bool>("--production") { Description = "Also an environment of the production tier" };
        yield return WithFolder(
            "destroy",
            "Delete the environment from AWS",
            (call, parsed) => DestroyCommand.RunAsync(call, parsed.GetValue(production)),
            production
        );
        yield return WithFolder("outputs", "Addresses and names of what is on AWS", (call, _) => OutputsCommand.RunAsync(call));
        yield return Plain(
            "schema",
            "Print the JSON Schema of railhead.yaml, for editors",
            (call, _) => Task.FromResult(SchemaCommand.Run(call))
        );
        yield return Plain("version", "This program's version", (call, _) => Task.FromResult(VersionCommand.Run(call)));
    }

    static CliCommand Secrets()
    {
        var secrets = new CliCommand("secrets", "Secrets of the app; values come from standard input");
        var name = new Argument<string>("NAME") { Description = "As in the blueprint's secrets" };
        secrets.Subcommands.Add(
            Plain(
                "set",
                "Set a secret to what is on standard input",
                (call, parsed) => SecretsCommand.SetAsync(call, parsed.GetValue(name)!),
                name
            )
        );
        secrets.Subcommands.Add(Plain("list", "Names, versions and times, never values", (call, _) => SecretsCommand.ListAsync(call)));
        secrets.Subcommands.Add(
            Plain("rm", "Remove a secret", (call, parsed) => SecretsCommand.RemoveAsync(call, parsed.GetValue(name)!), name)
        );
        return secrets;
    }

    /// <summary>A command whose only argument is the app's folder.</summary>
    static CliCommand WithFolder(string name, string description, Func<Invocation, ParseResult, Task<int>> run, params Option[] options)
    {
        var folder = new Argument<string?>("DIR") { Description = "The app's folder", Arity = ArgumentArity.ZeroOrOne };
        RefuseOptions(folder);
        var command = new CliCommand(name, description) { folder };
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.SetAction(
            (parsed, cancellation) => Runner.RunAsync(Invocation(parsed, parsed.GetValue(folder), cancellation), call => run(call, parsed))
        );
        return command;
    }

    /// <summary>A misspelt option is none of the command's arguments.</summary>
    static void RefuseOptions(Argument argument) =>
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] and var value }, ..])
            {
                result.AddError($"There is no option \"{value}\".");
            }
        });

    static CliCommand Plain(string name, string description, Func<Invocation, ParseResult, Task<int>> run, params Symbol[] symbols)
    {
        var command = new CliCommand(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else
            {
                command.Options.Add((Option)symbol);
            }
        }

        command.SetAction((parsed, cancellation) => Runner.RunAsync(Invocation(parsed, null, cancellation), call => run(call, parsed)));
        return command;
    }

    static Invocation Invocation(ParseResult parsed, string? folder, CancellationToken cancellation) =>
        new()
        {
            Out = Console.Out,
            Error = Console.Error,
            Json = parsed.GetValue(Json),
            Yes = parsed.GetValue(Yes),
            IsTerminal = Terminal.IsLive,
            HasColor = Terminal.HasColor(parsed.GetValue(Color)!),
            IsLong = parsed.CommandResult.Command.Name is "up" or "deploy" or "rollback" or "bootstrap" or "apply" or "destroy",
            Interruption = parsed.CommandResult.Command.Name switch
            {
                "up" or "deploy" or "rollback" =>
                    "Interrupted. What was begun goes on: \"railhead status\" shows it, \"railhead up\" completes it.",
                "bootstrap" or "apply" or "destroy" =>
                    "Interrupted: what was finished is in the state, and the same command goes on from there.",
                _ => "Interrupted.",
            },
            Folder = folder ?? parsed.GetValue(App),
            Environment = parsed.GetValue(Env)!,
            Time = TimeProvider.System,
            Cancellation = cancellation,
        };
}
