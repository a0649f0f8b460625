using Railhead.Model;

namespace Railhead.Cli;

/// <summary><c>railhead show</c>: the resolved architecture, and where each value comes from.</summary>
sealed class ShowCommand() : FolderCommand("show", "Show the resolved configuration and the source of each value")
{
    public override Task<int> RunAsync(Invocation call)
    {
        var text = File.ReadAllText(AppFolder.Blueprint(AppFolder.Of(call)));
        var architecture = CheckCommand.Architecture(call, text);
        var result = BlueprintFile.Parse(text, BlueprintFile.Name, call.Environment);
        if (call.Json)
        {
            call.Out.WriteLine(ModelJson.Show(architecture, result.From));
            return Task.FromResult(ExitCode.Done);
        }

        call.Out.WriteLine($"{architecture.App} · {architecture.Environment}");
        foreach (var (path, from) in result.From.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            call.Out.WriteLine($"  {path, -40} {from}");
        }

        call.Error.WriteLine("\"railhead show --json\" shows the whole architecture.");
        return Task.FromResult(ExitCode.Done);
    }
}
