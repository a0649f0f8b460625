using System.CommandLine;
using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary><c>railhead up</c>: from a folder with a blueprint to an app that serves.</summary>
sealed class UpCommand : FolderCommand
{
    readonly Option<bool> _all = new("--all") { Description = "Bring back every environment that was up, as after a reboot" };

    public UpCommand()
        : base("up", "Start the app and everything it needs, or apply changes of railhead.yaml") => Options.Add(_all);

    public override bool IsLong => true;

    public override string Interruption => DeploymentRun.Interruption;

    public override async Task<int> RunAsync(Invocation call)
    {
        if (call.Words.GetValue(_all))
        {
            return call.Folder is { } named ? throw CommandErrors.AllAndOne(named) : await new UpAll(call).RunAsync();
        }

        var folder = AppFolder.Of(call);
        var text = await File.ReadAllTextAsync(AppFolder.Blueprint(folder), call.Cancellation);
        var architecture = CheckCommand.Architecture(call, text, out var shown);
        if (!call.Json)
        {
            call.Error.WriteLine(Title(architecture));
        }

        using var printer = new ProgressPrinter(call, shown.Select(finding => finding.ToString()).ToHashSet());
        using var held = await EnvironmentLock.TakeAsync(
            call.Home,
            architecture.App,
            architecture.Environment,
            call.Time,
            call.Error.WriteLine,
            call.Cancellation
        );
        var code = await AppCode.FindAsync(Tools.Find().Git.Path, folder, call.Cancellation);
        var record = await new EnvironmentStarter(call.Home, call.Time).StartAsync(
            architecture,
            folder,
            code.Prefix,
            printer.Show,
            call.Cancellation
        );
        // The place in the repository is fixed at the first "up".
        code = code with
        {
            Prefix = record.Prefix,
        };
        using var environment = new EnvironmentConnection(call.Home, record, call.Time);
        var result = await environment.UpAsync(text, await code.ObjectFormatAsync(call.Cancellation), printer.Show, call.Cancellation);
        int exitCode;
        if (result.Next == NextStep.DeploymentNeeded)
        {
            exitCode = await new DeploymentRun(call, environment, printer).SendAsync(code, DeployCommand.Head, force: false);
        }
        else
        {
            exitCode = result.Succeeded ? ExitCode.Done : ExitCode.Failed;
            await SayNotesAsync(call, environment, code, result.Succeeded);
        }

        if (exitCode == ExitCode.Done && !call.Json)
        {
            call.Error.WriteLine($"  deploy with:  {await HintAsync(call, environment, code, architecture)}");
        }

        return exitCode;
    }

    static string Title(Architecture architecture) =>
        $"{architecture.App} · {architecture.Environment}   {architecture.Network.Zones.Count} zones, "
        + $"{architecture.Services.Desired} {(architecture.Services.Desired == 1 ? "task" : "tasks")}";

    static async Task SayNotesAsync(Invocation call, EnvironmentConnection environment, AppCode code, bool serves)
    {
        var facts = await environment.Client.GetAsync("/push-facts", ApiJson.Default.PushFacts, call.Cancellation);
        var notes = facts.Revision is { } serving ? await SourceNotes.FindAsync(serving, code, call.Cancellation) : null;
        foreach (var line in notes?.Lines(serves, environment.Record.EnvironmentOption) ?? [])
        {
            call.Error.WriteLine($"  note: {line}");
        }
    }

    /// <summary>How the next version gets here.</summary>
    static async Task<string> HintAsync(Invocation call, EnvironmentConnection environment, AppCode code, Architecture architecture)
    {
        var sudo = Ownership.CurrentUid == 0 && !string.IsNullOrEmpty(call.Terminal.Variable("SUDO_USER")) ? "sudo " : "";
        if (code.Root is null)
        {
            return $"{sudo}railhead deploy{environment.Record.EnvironmentOption}   (in a git repository, a push deploys too)";
        }

        var repository = new GitSource(code.Git, code.Root, call.Cancellation);
        return PushHint.Of(
            await repository.RemotesAsync(),
            environment.Layout.Repository,
            await repository.BranchAsync(),
            architecture.Pipeline.Branch,
            architecture.Environment,
            sudo
        );
    }
}
