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

    readonly Option<string?> _plan = new("--plan")
    {
        Description = "Price a plan, as terraform show -json writes it, instead of railhead.yaml",
        HelpName = "FILE",
    };

    public CostCommand()
        : base("cost", "Estimate what the environment costs on AWS in a month")
    {
        _set.CompletionSources.Add(Usage.Names.Select(name => $"{name}=").ToArray());
        Options.Add(_set);
        Options.Add(_plan);
    }

    public override async Task<int> RunAsync(Invocation call)
    {
        var set = Read(call.Words.GetValue(_set) ?? []);
        var folder = AppFolder.Of(call);
        var architecture = CheckCommand.Architecture(call, File.ReadAllText(AppFolder.Blueprint(folder)));
        var today = DateOnly.FromDateTime(call.Time.GetUtcNow().UtcDateTime);
        var isPlan = call.Words.GetValue(_plan) is not null;
        var bill = call.Words.GetValue(_plan) is { } plan
            ? Bill.Of(
                PlanResources.Read(await PlanFile.ReadAsync(call, plan), architecture.Network.Region).After,
                architecture.Tier,
                set,
                PriceTable.Current,
                today
            )
            : Bill.Of(architecture, set, PriceTable.Current, today);
        var changes = isPlan ? null : new CostChanges(architecture, set, PriceTable.Current, today);
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

        return ExitCode.Done;
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
