using System.Globalization;
using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>
/// Progress of an apply: a line for each resource that is done, with its seconds; on a terminal also the one that takes longest; with
/// <c>--json</c> a line of JSON for each event.
/// </summary>
/// <param name="call">The invocation.</param>
/// <param name="total">How many resources change.</param>
sealed class TerraformProgress(Invocation call, int total)
{
    const int ReminderSeconds = 60,
        // Terraform reports each resource that it works on every ten seconds.
        ReportSeconds = 10;

    readonly LiveLine _line = new(call);
    readonly Dictionary<string, double> _underWay = new(StringComparer.Ordinal);
    int _done;

    public void Show(TerraformEvent entry)
    {
        if (call.Json)
        {
            call.Out.WriteLine(JsonLines.Of(EventOf(entry)));
            return;
        }

        var address = entry.Address ?? "";
        switch (entry.Kind)
        {
            case TerraformEventKind.Started or TerraformEventKind.Working:
                _underWay[address] = entry.Seconds;
                if (!_line.IsOn && IsReminder(entry))
                {
                    _line.Print($"  … {address} {Doing(entry.Action)}, {Seconds(entry.Seconds)} s");
                }

                break;
            case TerraformEventKind.Completed:
                _underWay.Remove(address);
                _done++;
                _line.Print(Ansi.Green, "✓", $"{address} {Did(entry.Action)}{Duration(entry.Seconds)}");
                break;
            case TerraformEventKind.Failed:
                _underWay.Remove(address);
                _line.Print(Ansi.Red, "✗", $"{address}{Duration(entry.Seconds)}");
                break;
            case TerraformEventKind.Warning:
                _line.Print($"warning: {address}{(address.Length > 0 ? ": " : "")}{entry.Message}");
                break;
            default:
                // The command itself shows all errors together, at the end.
                break;
        }

        ShowLongest();
    }

    static ProgressEvent EventOf(TerraformEvent entry) =>
        entry.Kind is TerraformEventKind.Warning or TerraformEventKind.Error
            ? new MessageEvent(
                entry.Address,
                entry.Kind == TerraformEventKind.Error ? MessageSeverity.Error : MessageSeverity.Warning,
                entry.Message
            )
            : new ResourceEvent(
                entry.Address,
                entry.Action,
                entry.Kind switch
                {
                    TerraformEventKind.Completed => StageStatus.Succeeded,
                    TerraformEventKind.Failed => StageStatus.Failed,
                    _ => StageStatus.Running,
                },
                entry.Seconds
            );

    /// <summary>Without a terminal, silence would look like a standstill; one line a minute for each resource is enough.</summary>
    static bool IsReminder(TerraformEvent entry) =>
        entry is { Kind: TerraformEventKind.Working, Seconds: >= ReminderSeconds } && entry.Seconds % ReminderSeconds < ReportSeconds;

    void ShowLongest()
    {
        if (_underWay.Count == 0)
        {
            _line.Clear();
            return;
        }

        var longest = _underWay.MaxBy(entry => entry.Value);
        var others = _underWay.Count > 1 ? $", and {_underWay.Count - 1} more" : "";
        _line.Show($"  … {_done}/{total}  ", longest.Key, $" {Seconds(longest.Value)} s{others}");
    }

    static string Duration(double seconds) => seconds >= 1 ? $"  {Seconds(seconds)} s" : "";

    static string Seconds(double seconds) => seconds.ToString("0", CultureInfo.InvariantCulture);

    static string Doing(string? action) =>
        action switch
        {
            "create" => "is being created",
            "delete" => "is being deleted",
            "update" => "is being changed",
            _ => "is in progress",
        };

    static string Did(string? action) =>
        action switch
        {
            "create" => "created",
            "delete" => "deleted",
            "update" => "changed",
            _ => "done",
        };
}
