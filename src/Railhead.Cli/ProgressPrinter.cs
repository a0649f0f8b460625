using System.Globalization;
using System.Text.Json;
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
    readonly Queue<string> _lastLines = new();
    readonly ITimer? _ticker;
    ProgressEvent? _running;
    long _started;
    string _lastLine = "";

    public ProgressPrinter(Invocation call)
    {
        _call = call;
        if (call is { IsTerminal: true, Json: false }) _ticker = call.Time.CreateTimer(_ => Redraw(), null, Tick, Tick);
    }

    public void Dispose() => _ticker?.Dispose();

    public void Show(ProgressEvent entry)
    {
        lock (_lock)
        {
            if (_call.Json)
            {
                if (entry.Next is null) _call.Out.WriteLine(JsonSerializer.Serialize(entry, ProgressJson.Default.ProgressEvent));
            }
            else if (_ticker is null)
            {
                if (PlainProgress.Line(entry) is { } line) Plain(entry, line);
            }
            else
            {
                Draw(entry);
            }
        }
    }

    void Plain(ProgressEvent entry, string line)
    {
        if (entry is { Event: "result", Status: "succeeded" }) _call.Out.WriteLine(entry.Url);
        else _call.Error.WriteLine(line);
    }

    void Draw(ProgressEvent entry)
    {
        switch (entry)
        {
            case { Event: "stage", Status: "running" }:
                (_running, _started, _lastLine) = (entry, _call.Time.GetTimestamp(), "");
                _lastLines.Clear();
                break;
            case { Event: "log" }:
                _lastLine = entry.Line ?? "";
                _lastLines.Enqueue(_lastLine);
                if (_lastLines.Count > 10) _lastLines.Dequeue();
                break;
            case { Event: "stage", Status: "succeeded" or "failed" }:
                _running = null;
                var mark = entry.Status == "succeeded" ? $"{Terminal.Green}✓{Terminal.Reset}" : $"{Terminal.Red}✗{Terminal.Reset}";
                var seconds = (entry.Seconds ?? 0).ToString("0.0", CultureInfo.InvariantCulture);
                _call.Error.WriteLine($"{Terminal.ClearLine}  {mark} {entry.Stage,-11} {entry.Detail,-60} {seconds,6} s");
                if (entry.Status == "failed")
                {
                    foreach (var line in _lastLines) _call.Error.WriteLine($"      {Terminal.Dim}{line}{Terminal.Reset}");
                }

                break;
            case { Event: "result", Next: null }:
                _running = null;
                if (entry.Status == "succeeded") _call.Out.WriteLine($"{Terminal.ClearLine}  {entry.Url}");
                else _call.Error.WriteLine($"{Terminal.ClearLine}{Terminal.Red}{PlainProgress.Line(entry)}{Terminal.Reset}");
                break;
            default:
                break;
        }
    }

    void Redraw()
    {
        lock (_lock)
        {
            if (_running is null) return;
            var seconds = _call.Time.GetElapsedTime(_started).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            var text = _lastLine.Length > 0 ? _lastLine : _running.Detail ?? "";
            var width = Math.Max(20, Console.WindowWidth - 30);
            if (text.Length > width) text = text[..width];
            _call.Error.Write($"{Terminal.ClearLine}  … {_running.Stage,-11} {Terminal.Dim}{text}{Terminal.Reset} {seconds} s");
        }
    }
}
