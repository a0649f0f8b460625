namespace Railhead.Local;

/// <summary>The beginning and the last lines of an output that may be endless.</summary>
/// <param name="show">Takes the lines that are shown.</param>
/// <param name="limit">Characters that are shown as they come.</param>
public sealed class LimitedOutput(Action<string> show, long limit)
{
    const int KeptLines = 20;

    readonly Queue<string> _last = new();
    long _left = limit;
    long _dropped;

    public void Add(string line)
    {
        if (_left > 0)
        {
            _left -= line.Length + 1;
            show(line);
            if (_left <= 0)
            {
                show("… (much output; only its last lines follow, at the end)");
            }

            return;
        }

        _last.Enqueue(line);
        if (_last.Count <= KeptLines)
        {
            return;
        }

        _last.Dequeue();
        _dropped++;
    }

    /// <summary>Nothing more will come.</summary>
    /// <param name="file">Where all of it is.</param>
    public void End(string file)
    {
        if (_dropped > 0)
        {
            show($"… {_dropped} lines are only in {file}");
        }

        while (_last.TryDequeue(out var line))
        {
            show(line);
        }
    }
}
