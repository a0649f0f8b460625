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
                $"{architecture.App} · {architecture.Environment}   {architecture.Network.Zones.Count} zones, {architecture.Services.Desired} {(architecture.Services.Desired == 1 ? "task" : "tasks")}");
        }

        using var printer = new ProgressPrinter(call);
        using var held = await EnvironmentLock.TakeAsync(
            call.Home, architecture.App, architecture.Environment, call.Time, line => call.Error.WriteLine(line), call.Cancellation);
        var git = Tools.Find().Git.Path;
        var root = await GitSource.RootAsync(git, folder);
        var prefix = root is null ? "" : Path.GetRelativePath(root, Real(folder)) is var relative and not "." ? relative : "";
        var record = await new EnvironmentStarter(call.Home, call.Time).StartAsync(architecture, folder, prefix, printer.Show, call.Cancellation);
        var layout = AppLocator.LayoutOf(call.Home, record);
        using var client = new ControlPlaneClient(layout.ApiSocket, call.Time);
        ProgressEvent? last = null;
        await foreach (var entry in client.UpAsync(text, call.Cancellation))
        {
            printer.Show(entry);
            last = entry;
        }

        var code = last switch
        {
            { Next: "deployment-needed" } =>
                await DeployCommand.SendAsync(call, record, layout, client, printer, git, folder, root, record.Prefix, "HEAD", force: false),
            { Event: "result" } => last.Status == "succeeded" ? ExitCode.Done : ExitCode.Failed,
            _ => throw new RailheadException("RH3052", "The control plane ended in the middle of this.", "Run \"railhead up\" again; it goes on."),
        };
        if (code == ExitCode.Done && !call.Json) Hint(call, layout, root is not null, architecture.Pipeline.Branch);
        return code;
    }

    /// <summary>How the next version gets here.</summary>
    static void Hint(Invocation call, Layout layout, bool hasGit, string branch)
    {
        if (hasGit) call.Error.WriteLine($"  deploy with:  git remote add railhead {ShellText.Quote(layout.Repository)}   then   git push railhead {branch}");
        else call.Error.WriteLine("  deploy with:  railhead deploy   (the folder is no git repository; with one, a push deploys)");
    }

    /// <summary>The folder without links, as git names it.</summary>
    static string Real(string folder) => new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
}
