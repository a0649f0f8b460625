using System.Globalization;
using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>
/// Shows progress: on a terminal a line per stage that is rewritten while it runs, elsewhere a plain line per event, with <c>--json</c>
/// JSON lines on standard output.
/// </summary>
sealed class ProgressPrinter : IDisposable
{
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    readonly Invocation _call;
    readonly LiveLine _line;
    readonly Lock _lock = new();
    readonly ITimer? _ticker;
    readonly Heartbeat _heartbeat;
    StageEvent? _running;
    long _started;
    readonly IReadOnlySet<string> _shown;
    string _lastLine = "";

    /// <param name="call">The command.</param>
    /// <param name="shown">Lines that people have read already: the blueprint's warnings, which a deployment reports again.</param>
    public ProgressPrinter(Invocation call, IReadOnlySet<string>? shown = null)
    {
        (_call, _line, _shown) = (call, new LiveLine(call), shown ?? new HashSet<string>());
        _heartbeat = new Heartbeat(call.Time);
        if (_line.IsOn)
        {
            _ticker = call.Time.CreateTimer(_ => Redraw(), null, Tick, Tick);
        }
        else if (!call.Json)
        {
            _ticker = call.Time.CreateTimer(_ => Beat(), null, Heartbeat.Tick, Heartbeat.Tick);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _running = null;
            _line.Clear();
        }

        _ticker?.Dispose();
    }

    public void Show(ProgressEvent entry)
    {
        lock (_lock)
        {
            if (entry is ResultEvent { Next: not null })
            {
                return;
            }

            if (entry is LogEvent log && !_call.Json && _shown.Contains(log.Line))
            {
                return;
            }

            _heartbeat.Saw(entry);
            if (_call.Json)
            {
                _call.Out.WriteLine(JsonLines.Of(entry));
            }
            else if (entry is ResultEvent result)
            {
                End(result);
            }
            else if (_line.IsOn)
            {
                Draw(entry);
            }
            else if (PlainProgress.Line(entry) is { } line)
            {
                if (entry is StageEvent { Status: StageStatus.Failed })
                {
                    _call.WriteColored(Ansi.Red, line);
                }
                else
                {
                    _call.Error.WriteLine(line);
                }
            }
        }
    }

    void End(ResultEvent result)
    {
        _running = null;
        _line.Clear();
        if (!result.Succeeded)
        {
            _call.WriteColored(Ansi.Red, PlainProgress.Line(result)!);
        }
        else if (result.Url is { } url)
        {
            // Standard output may be a file or a variable of a script: it gets the address and nothing else.
            _call.Out.WriteLine(_line.IsOn && _call.Terminal.IsOutputTerminal ? $"  {url}" : url);
        }
    }

    void Draw(ProgressEvent entry)
    {
        switch (entry)
        {
            case StageEvent { Status: StageStatus.Running } stage:
                (_running, _started, _lastLine) = (stage, _call.Time.GetTimestamp(), "");
                break;
            case StageEvent { Status: StageStatus.Succeeded or StageStatus.Failed } stage:
                _running = null;
                PrintEnded(stage);
                break;
            case LogEvent log:
                _lastLine = log.Line;
                break;
            default:
                break;
        }
    }

    void PrintEnded(StageEvent stage)
    {
        var (color, mark) = stage.Status == StageStatus.Succeeded ? (Ansi.Green, "✓") : (Ansi.Red, "✗");
        var seconds = (stage.Seconds ?? 0).ToString("0.0", CultureInfo.InvariantCulture);
        _line.Print(color, mark, $"{stage.Stage.Word(), -11} {TerminalText.OneLine(stage.Detail ?? ""), -60} {seconds, 6} s");
    }

    void Beat()
    {
        lock (_lock)
        {
            if (_heartbeat.Line() is { } line)
            {
                _call.Error.WriteLine(line);
            }
        }
    }

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
            _line.Show($"  … {_running.Stage.Word(), -11} ", text, $" {seconds} s");
        }
    }
}
