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
        var values = result.Values.OrderBy(value => value.Path, StringComparer.Ordinal).ToList();
        var width = values.Max(value => value.Path.Length);
        var valueWidth = Math.Min(40, values.Max(value => value.Value.Length));
        foreach (var value in values)
        {
            call.Out.WriteLine($"  {value.Path.PadRight(width)}  {value.Value.PadRight(valueWidth)}  {value.Source}");
        }

        call.Error.WriteLine("\"railhead show --json\" shows the whole architecture.");
        return Task.FromResult(ExitCode.Done);
    }
}
