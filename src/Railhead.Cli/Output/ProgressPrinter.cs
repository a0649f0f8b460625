using System.Globalization;
using Railhead.Local;
using Railhead.Model;

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
    StageEvent? _running;
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
                if (entry is not ResultEvent { Next: not null })
                {
                    _call.Out.WriteLine(JsonLines.Of(entry));
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
        if (entry is ResultEvent { Succeeded: true } result)
        {
            _call.Out.WriteLine(result.Url);
        }
        else
        {
            _call.Error.WriteLine(IsFailure(entry) ? $"{Color(Terminal.Red)}{line}{Color(Terminal.Reset)}" : line);
        }
    }

    void Draw(ProgressEvent entry)
    {
        switch (entry)
        {
            case StageEvent { Status: StageStatus.Running } stage:
                (_running, _started, _lastLine) = (stage, _call.Time.GetTimestamp(), "");
                break;
            case LogEvent log:
                _lastLine = log.Line;
                break;
            case StageEvent { Status: StageStatus.Succeeded or StageStatus.Failed } stage:
                _running = null;
                var mark =
                    stage.Status == StageStatus.Succeeded
                        ? $"{Color(Terminal.Green)}✓{Color(Terminal.Reset)}"
                        : $"{Color(Terminal.Red)}✗{Color(Terminal.Reset)}";
                var seconds = (stage.Seconds ?? 0).ToString("0.0", CultureInfo.InvariantCulture);
                _call.Error.WriteLine($"{Terminal.ClearLine}  {mark} {stage.Stage.Word(), -11} {stage.Detail, -60} {seconds, 6} s");
                break;
            case ResultEvent { Next: null } result:
                _running = null;
                _call.Error.Write(Terminal.ClearLine);
                // Standard output may be a file or a variable of a script: it gets the address and nothing else.
                if (result.Succeeded)
                {
                    _call.Out.WriteLine(Console.IsOutputRedirected ? result.Url : $"  {result.Url}");
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

    static bool IsFailure(ProgressEvent entry) =>
        entry is StageEvent { Status: StageStatus.Failed } or ResultEvent { Status: ResultStatus.Failed };

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
                $"{Terminal.ClearLine}  … {_running.Stage.Word(), -11} {Color(Terminal.Dim)}{text}{Color(Terminal.Reset)} {seconds} s"
            );
        }
    }
}
