using Railhead.Model;

namespace Railhead.Cli;

/// <summary><c>railhead show</c>: the resolved architecture, and where each value comes from.</summary>
public static class ShowCommand
{
    public static int Run(Invocation call)
    {
        var folder = AppLocator.BlueprintFolder(call.Folder);
        var text = File.ReadAllText(Path.Combine(folder, AppLocator.FileName));
        var architecture = CheckCommand.Architecture(call, text);
        var result = BlueprintFile.Parse(text, AppLocator.FileName, call.Environment);
        if (call.Json)
        {
            call.Out.WriteLine(ModelJson.Show(architecture, result.From));
            return ExitCode.Done;
        }

        call.Out.WriteLine($"{architecture.App} · {architecture.Environment}");
        foreach (var (path, from) in result.From.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            call.Out.WriteLine($"  {path, -40} {from}");
        }

        call.Error.WriteLine("The whole architecture: railhead show --json");
        return ExitCode.Done;
    }
}
