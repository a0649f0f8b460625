using System.Globalization;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary>
/// Shows progress: on a terminal a line per stage that is rewritten while it runs, elsewhere a plain line per event, with <c>--json</c>
/// JSON lines on standard output.
/// </summary>
public sealed class ProgressPrinter : IDisposable
{
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    readonly Invocation _call;
    readonly Lock _lock = new();
    readonly ITimer? _ticker;
    ProgressEvent? _running;
    long _started;
    string _lastLine = "";

    public ProgressPrinter(Invocation call)
    {
        _call = call;
        if (call is { IsTerminal: true, Json: false })
        {
            _ticker = call.Time.CreateTimer(_ => Redraw(), null, Tick, Tick);
        }
    }

    public void Dispose() => _ticker?.Dispose();

    public void Show(ProgressEvent entry)
    {
        lock (_lock)
        {
            if (_call.Json)
            {
                if (entry.Next is null)
                {
                    _call.Out.WriteLine(ProgressLines.Of(entry));
                }
            }
            else if (_ticker is null)
            {
                if (PlainProgress.Line(entry) is { } line)
                {
                    Plain(entry, line);
                }
            }
            else
            {
                Draw(entry);
            }
        }
    }

    void Plain(ProgressEvent entry, string line)
    {
        if (entry is { Event: "result", Status: "succeeded" })
        {
            _call.Out.WriteLine(entry.Url);
        }
        else
        {
            _call.Error.WriteLine(entry.Status == "failed" ? $"{Color(Terminal.Red)}{line}{Color(Terminal.Reset)}" : line);
        }
    }

    void Draw(ProgressEvent entry)
    {
        switch (entry)
        {
            case { Event: "stage", Status: "running" }:
                (_running, _started, _lastLine) = (entry, _call.Time.GetTimestamp(), "");
                break;
            case { Event: "log" }:
                _lastLine = entry.Line ?? "";
                break;
            case { Event: "stage", Status: "succeeded" or "failed" }:
                _running = null;
                var mark =
                    entry.Status == "succeeded"
                        ? $"{Color(Terminal.Green)}✓{Color(Terminal.Reset)}"
                        : $"{Color(Terminal.Red)}✗{Color(Terminal.Reset)}";
                var seconds = (entry.Seconds ?? 0).ToString("0.0", CultureInfo.InvariantCulture);
                _call.Error.WriteLine($"{Terminal.ClearLine}  {mark} {entry.Stage, -11} {entry.Detail, -60} {seconds, 6} s");
                break;
            case { Event: "result", Next: null }:
                _running = null;
                _call.Error.Write(Terminal.ClearLine);
                // Standard output may be a file or a variable of a script: it gets the address and nothing else.
                if (entry.Status == "succeeded")
                {
                    _call.Out.WriteLine(Console.IsOutputRedirected ? entry.Url : $"  {entry.Url}");
                }
                else
                {
                    _call.Error.WriteLine($"{Color(Terminal.Red)}{PlainProgress.Line(entry)}{Color(Terminal.Reset)}");
                }

                break;
            default:
                break;
        }
    }

    string Color(string code) => _call.HasColor ? code : "";

    void Redraw()
    {
        lock (_lock)
        {
            if (_running is null)
            {
                return;
            }

            var seconds = _call.Time.GetElapsedTime(_started).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            var text = _lastLine.Length > 0 ? _lastLine : _running.Detail ?? "";
            var width = Math.Max(20, Console.WindowWidth - 30);
            if (text.Length > width)
            {
                text = text[..width];
            }

            _call.Error.Write(
                $"{Terminal.ClearLine}  … {_running.Stage, -11} {Color(Terminal.Dim)}{text}{Color(Terminal.Reset)} {seconds} s"
            );
        }
    }
}
