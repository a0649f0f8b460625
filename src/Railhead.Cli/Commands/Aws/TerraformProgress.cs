using System.Globalization;
using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>
/// Progress of an apply: a line for each resource that is done, with its seconds; on a terminal also what is under way; with
/// <c>--json</c> a line of JSON for each event.
/// </summary>
public sealed class TerraformProgress(Invocation call, int total)
{
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
                // Without a terminal silence would look like a standstill; once a minute is enough.
                if (!call.IsTerminal && entry.Kind == TerraformEventKind.Working && entry.Seconds % 60 < 10 && entry.Seconds >= 60)
                {
                    call.Error.WriteLine($"  … {address} {Doing(entry.Action)}, {Seconds(entry.Seconds)} s");
                }

                break;
            case TerraformEventKind.Completed:
                _underWay.Remove(address);
                _done++;
                Line($"  {Mark("✓", Terminal.Green)} {address} {Did(entry.Action)}", entry.Seconds);
                break;
            case TerraformEventKind.Failed:
                _underWay.Remove(address);
                Line($"  {Mark("✗", Terminal.Red)} {address}", entry.Seconds);
                break;
            case TerraformEventKind.Warning:
                Clear();
                call.Error.WriteLine($"warning: {address}{(address.Length > 0 ? ": " : "")}{entry.Message}");
                break;
            default:
                // Errors are told together, at the end.
                break;
        }

        Redraw();
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

    void Line(string text, double seconds)
    {
        Clear();
        call.Error.WriteLine(seconds >= 1 ? $"{text}  {Seconds(seconds)} s" : text);
    }

    void Redraw()
    {
        if (!call.IsTerminal || _underWay.Count == 0)
        {
            return;
        }

        var longest = _underWay.MaxBy(entry => entry.Value);
        var text =
            $"  … {_done}/{total}  {longest.Key} {Seconds(longest.Value)} s{(_underWay.Count > 1 ? $", and {_underWay.Count - 1} more" : "")}";
        Clear();
        call.Error.Write(text[..Math.Min(text.Length, Math.Max(20, Console.WindowWidth - 1))]);
    }

    void Clear()
    {
        if (call.IsTerminal)
        {
            call.Error.Write(Terminal.ClearLine);
        }
    }

    string Mark(string mark, string color) => call.HasColor ? $"{color}{mark}{Terminal.Reset}" : mark;

    static string Seconds(double seconds) => seconds.ToString("0", CultureInfo.InvariantCulture);

    static string Doing(string? action) =>
        action switch
        {
            "create" => "is being created",
            "delete" => "is being deleted",
            "update" => "is being changed",
            _ => "is under way",
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
