using System.Globalization;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>A line now and then while a stage writes nothing, so that a long build differs from one that hangs.</summary>
/// <param name="time">The clock.</param>
public sealed class Heartbeat(TimeProvider time)
{
    /// <summary>How often <see cref="Line"/> is to be asked.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    StageEvent? _running;
    string _output = "";
    long _started,
        _spoke;

    /// <summary>An event was shown.</summary>
    public void Saw(ProgressEvent entry)
    {
        _spoke = time.GetTimestamp();
        switch (entry)
        {
            case StageEvent { Status: StageStatus.Running } stage:
                (_running, _started, _output) = (stage, _spoke, "");
                break;
            case StageEvent or ResultEvent:
                _running = null;
                break;
            case LogEvent log:
                _output = log.Line;
                break;
            default:
                break;
        }
    }

    /// <summary>The line that is due: the stage, its seconds, and its last output; null when none is.</summary>
    public string? Line()
    {
        if (_running is null || time.GetElapsedTime(_spoke) < Silence)
        {
            return null;
        }

        _spoke = time.GetTimestamp();
        var seconds = time.GetElapsedTime(_started).TotalSeconds;
        var output = _output.Trim() is { Length: > 0 } last ? $", last output: {last}" : ", no output yet";
        return string.Create(CultureInfo.InvariantCulture, $"  … {_running.Stage.Word(), -10}  still running after {seconds:0} s{output}");
    }
}
