namespace Railhead.Local;

/// <summary>
/// The lines of a log that a failure shows: the last ones and, where there are more, the first ones. A long backtrace leaves no room
/// for the reason among the last lines.
/// </summary>
public sealed class LogExcerpt
{
    const int Beginning = 5,
        End = 10;

    readonly List<string> _first = [];
    readonly Queue<string> _last = new();
    int _count;

    /// <summary>The last lines, ten at most.</summary>
    public IReadOnlyList<string> Last => [.. _last];

    /// <summary>
    /// The lines from the beginning on, five at most, that are not among the last, with <c>…</c> for those that are left out.
    /// </summary>
    public IReadOnlyList<string> First
    {
        get
        {
            var before = _first.Take(Math.Max(0, _count - End)).ToList();
            return _count > End + before.Count ? [.. before, "…"] : before;
        }
    }

    /// <summary>A new beginning, such as a task's next start: the first lines are those that follow; the last ones may be older.</summary>
    public void Begin()
    {
        _first.Clear();
        _count = 0;
    }

    public void Add(string line)
    {
        _count++;
        if (_first.Count < Beginning)
        {
            _first.Add(line);
        }

        _last.Enqueue(line);
        if (_last.Count > End)
        {
            _last.Dequeue();
        }
    }
}
