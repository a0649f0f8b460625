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
        if (CheckCommand.Architecture(call, text) is not { } architecture) return ExitCode.Usage;
        if (!call.Json)
        {
            call.Error.WriteLine(
                $"{architecture.App} · {architecture.Environment}   {architecture.Network.Zones.Count} zones, {architecture.Services.Desired} {(architecture.Services.Desired == 1 ? "task" : "tasks")}");
        }

        using var printer = new ProgressPrinter(call);
        using var held = await EnvironmentLock.TakeAsync(
            call.Home, architecture.App, architecture.Environment, call.Time, line => call.Error.WriteLine(line), call.Cancellation);
        var git = Tools.Find().Git.Path;
        var root = await GitSource.RootAsync(git, folder);
        var prefix = root is null ? "" : Path.GetRelativePath(root, Real(folder)) is var relative and not "." ? relative : "";
        try
        {
            var record = await new EnvironmentStarter(call.Home, call.Time).StartAsync(architecture, folder, prefix, printer.Show, call.Cancellation);
            var layout = AppLocator.LayoutOf(call.Home, record);
            using var client = new ControlPlaneClient(layout.ApiSocket, call.Time);
            ProgressEvent? last = null;
            await foreach (var entry in client.UpAsync(text, call.Cancellation))
            {
                printer.Show(entry);
                last = entry;
            }

            if (last?.Next == "deployment-needed")
                return await DeployCommand.SendAsync(call, layout, client, printer, git, folder, root, record.Prefix, "HEAD", force: false);
            if (last is not { Event: "result" }) throw new RailheadException("RH3052", "The control plane ended in the middle of this.", "Run \"railhead up\" again; it goes on.");
            if (last.Status != "succeeded") return ExitCode.Failed;
            Hint(call, layout, root is not null);
            return ExitCode.Done;
        }
        catch (RailheadException e) when (call.Json)
        {
            printer.Show(new ProgressEvent { Event = "result", Status = "failed", Error = e.Message });
            return ExitCode.Failed;
        }
    }

    /// <summary>How the next version gets here.</summary>
    public static void Hint(Invocation call, Layout layout, bool hasGit)
    {
        if (call.Json) return;
        if (hasGit) call.Error.WriteLine($"  deploy with:  git remote add railhead {ShellText.Quote(layout.Repository)}   then   git push railhead main");
        else call.Error.WriteLine("  deploy with:  railhead deploy   (the folder is no git repository; with one, a push deploys)");
    }

    /// <summary>The folder without links, as git names it.</summary>
    static string Real(string folder) => new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
}
