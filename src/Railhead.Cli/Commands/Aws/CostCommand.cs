using System.CommandLine;
using System.Globalization;
using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>
/// <c>railhead cost</c>: estimates what the environment costs on AWS in a month. It needs neither Terraform nor an account.
/// </summary>
sealed class CostCommand : FolderCommand
{
    readonly Option<string[]> _set = new("--set")
    {
        Description = "Set an assumption, such as requests=50 a second; can be repeated",
        HelpName = "NAME=NUMBER",
    };

    public CostCommand()
        : base("cost", "Estimate what the environment costs on AWS in a month")
    {
        _set.CompletionSources.Add(Usage.Names.Select(name => $"{name}=").ToArray());
        Options.Add(_set);
    }

    public override Task<int> RunAsync(Invocation call)
    {
        var set = Read(call.Words.GetValue(_set) ?? []);
        var folder = AppFolder.Of(call);
        var architecture = CheckCommand.Architecture(call, File.ReadAllText(AppFolder.Blueprint(folder)));
        var today = DateOnly.FromDateTime(call.Time.GetUtcNow().UtcDateTime);
        var bill = Bill.Of(architecture, set, PriceTable.Current, today);
        var changes = new CostChanges(architecture, set, PriceTable.Current, today);
        foreach (var note in CostText.Notes(architecture, PriceTable.Current))
        {
            call.Error.WriteLine(note);
        }

        if (call.Json)
        {
            call.Out.WriteLine(CostDocument.Of(architecture, bill, changes).Json());
        }
        else
        {
            call.Out.WriteLines(CostText.Lines(architecture, bill, changes));
        }

        return Task.FromResult(ExitCode.Done);
    }

    /// <exception cref="UsageException">A name is not known, or a value is not a number.</exception>
    static Dictionary<string, decimal> Read(IReadOnlyList<string> words)
    {
        var set = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var parts = word.Split('=', 2);
            if (
                parts.Length != 2
                || !decimal.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            )
            {
                throw CommandErrors.NotAnAmount(word);
            }

            if (!Usage.Names.Contains(parts[0]))
            {
                throw CommandErrors.UnknownAssumption(parts[0], Nearest.To(parts[0], Usage.Names), Usage.Names);
            }

            set[parts[0]] = value;
        }

        return set;
    }
}
