using System.CommandLine;
using System.CommandLine.Completions;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>All commands, and the options that each of them has.</summary>
sealed class CommandLine : RootCommand
{
    readonly Terminal _terminal;

    readonly Option<string?> _app = new("--app")
    {
        Description = "Folder of the app, the one with railhead.yaml",
        HelpName = "DIR",
        Recursive = true,
    };

    readonly Option<string> _env = new("--env")
    {
        Description = "Environment to work on",
        HelpName = "ENV",
        Recursive = true,
        DefaultValueFactory = _ => "local",
    };

    readonly Option<bool> _json = new("--json") { Description = "Print results as JSON on standard output", Recursive = true };

    readonly Option<bool> _yes = new("--yes") { Description = "Answer every question with yes", Recursive = true };

    readonly Option<string> _color = new("--color")
    {
        Description = "Use colors: auto, always or never",
        HelpName = "WHEN",
        Recursive = true,
        DefaultValueFactory = _ => "auto",
    };

    public CommandLine(Terminal terminal)
        : base("Take a web app from git push to high availability: on this machine, and on AWS as Terraform.")
    {
        _terminal = terminal;
        _color.AcceptOnly("auto", "always", "never");
        _env.CompletionSources.Add(context => Environments(context.ParseResult));
        // The scripts of "railhead completion" have a directive of their own.
        Directives.Clear();
        foreach (var option in (Option[])[_app, _env, _json, _yes, _color])
        {
            Options.Add(option);
        }

        foreach (var command in All())
        {
            Subcommands.Add(command);
        }

        foreach (
            var option in Subcommands.SelectMany(command => command.Subcommands.Prepend(command)).Prepend(this).SelectMany(c => c.Options)
        )
        {
            option.RefuseOptions();
        }
    }

    /// <summary>In the order of the help.</summary>
    static IEnumerable<System.CommandLine.Command> All() =>
        [
            new UpCommand(),
            new DownCommand(),
            new StatusCommand(),
            new DeployCommand(),
            new RollbackCommand(),
            new ReleasesCommand(),
            new LogsCommand(),
            new EventsCommand(),
            new ExecCommand(),
            new RunCommand(),
            new SecretsCommand(),
            new KeysCommand(),
            new ServiceCommand(),
            new CheckCommand(),
            new ShowCommand(),
            new TrustCommand(),
            new SchemaCommand(),
            new SynthCommand(),
            new EjectCommand(),
            new BootstrapCommand(),
            new PlanCommand(),
            new ApplyCommand(),
            new DestroyCommand(),
            new OutputsCommand(),
            new CostCommand(),
            new ReachCommand(),
            new DriftCommand(),
            new CompletionCommand(),
            new VersionCommand(),
        ];

    /// <summary>For completion: the environments of the app that the command line means so far.</summary>
    IEnumerable<CompletionItem> Environments(ParseResult words)
    {
        var folder = words.CommandResult.Command is CliCommand { Folder: { } argument } ? words.GetValue(argument) : null;
        var file = AppFolder.Blueprint(Path.GetFullPath(folder ?? words.GetValue(_app) ?? ".", _terminal.Folder));
        var names = File.Exists(file) ? BlueprintFile.EnvironmentsOf(File.ReadAllText(file)) : BlueprintFile.AlwaysThere;
        return names.Select(name => new CompletionItem(name));
    }

    /// <summary>Whether the words ask for the version by the option that many programs have.</summary>
    public bool AsksForVersion(ParseResult words) => words.GetResult(Options.OfType<VersionOption>().Single()) is not null;

    /// <summary>One run of a command that was understood.</summary>
    public Invocation Invocation(ParseResult words, CliCommand command) =>
        new()
        {
            Terminal = _terminal,
            Words = words,
            Json = words.GetValue(_json),
            Yes = words.GetValue(_yes),
            HasColor = _terminal.HasColor(words.GetValue(_color)!),
            IsLong = command.IsLong,
            Folder = (command.Folder is { } folder ? words.GetValue(folder) : null) ?? words.GetValue(_app),
            Environment = words.GetValue(_env)!,
        };
}
