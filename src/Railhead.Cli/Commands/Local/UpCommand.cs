using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary><c>railhead up</c>: from a folder with a blueprint to an app that serves.</summary>
public static class UpCommand
{
    public static async Task<int> RunAsync(Invocation call)
    {
        var folder = AppLocator.BlueprintFolder(call.Folder);
        var text = await File.ReadAllTextAsync(Path.Combine(folder, AppLocator.FileName), call.Cancellation);
        var architecture = CheckCommand.Architecture(call, text);
        if (!call.Json)
        {
            call.Error.WriteLine(
                $"{architecture.App} · {architecture.Environment}   {architecture.Network.Zones.Count} zones, {architecture.Services.Desired} {(architecture.Services.Desired == 1 ? "task" : "tasks")}"
            );
        }

        using var printer = new ProgressPrinter(call);
        using var held = await EnvironmentLock.TakeAsync(
            call.Home,
            architecture.App,
            architecture.Environment,
            call.Time,
            line => call.Error.WriteLine(line),
            call.Cancellation
        );
        var git = Tools.Find().Git.Path;
        var root = await GitSource.RootAsync(git, folder);
        var prefix =
            root is null ? ""
            : Path.GetRelativePath(root, Real(folder)) is var relative and not "." ? relative
            : "";
        var record = await new EnvironmentStarter(call.Home, call.Time).StartAsync(
            architecture,
            folder,
            prefix,
            printer.Show,
            call.Cancellation
        );
        var layout = AppLocator.LayoutOf(call.Home, record);
        using var client = new ControlPlaneClient(layout.ApiSocket, call.Time);
        ProgressEvent? last = null;
        await foreach (var entry in client.UpAsync(text, call.Cancellation))
        {
            printer.Show(entry);
            last = entry;
        }

        var isFirst = last is ResultEvent { Next: NextStep.DeploymentNeeded };
        var code = last switch
        {
            _ when isFirst => await DeployCommand.SendAsync(
                call,
                record,
                layout,
                client,
                printer,
                git,
                folder,
                root,
                record.Prefix,
                "HEAD",
                force: false
            ),
            ResultEvent result => result.Succeeded ? ExitCode.Done : ExitCode.Failed,
            _ => throw new RailheadException(
                "RH3052",
                "The control plane ended in the middle of this.",
                "Run \"railhead up\" again; it goes on."
            ),
        };
        if (!isFirst)
        {
            var facts = await client.GetAsync("/push-facts", ApiJson.Default.PushFacts, call.Cancellation);
            var notes = facts.Revision is { } serving
                ? await SourceNotes.FindAsync(serving, git, root, folder, record.Prefix, call.Cancellation)
                : null;
            foreach (var line in notes?.Lines(code == ExitCode.Done, record.EnvironmentOption) ?? [])
            {
                call.Error.WriteLine($"  note: {line}");
            }
        }

        if (code == ExitCode.Done && !call.Json)
        {
            call.Error.WriteLine($"  deploy with:  {await HintAsync(layout, git, root, architecture)}");
        }

        return code;
    }

    /// <summary>How the next version gets here.</summary>
    static async Task<string> HintAsync(Layout layout, string git, string? root, Architecture architecture)
    {
        if (root is null)
        {
            return "railhead deploy   (the folder is no git repository; with one, a push deploys)";
        }

        var repository = new GitSource(git, root);
        return PushHint.Of(
            await repository.RemotesAsync(),
            layout.Repository,
            await repository.BranchAsync(),
            architecture.Pipeline.Branch,
            architecture.Environment
        );
    }

    /// <summary>The folder without links, as git names it.</summary>
    static string Real(string folder) => new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
}
