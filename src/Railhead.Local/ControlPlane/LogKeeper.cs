using Railhead.Model;

namespace Railhead.Local;

/// <summary>Applies the retention of logs once an hour.</summary>
public sealed class LogKeeper(Layout layout, TimeProvider time)
{
    static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    long? _last;

    public void Apply(Architecture architecture, IEnumerable<string> tasks)
    {
        if (_last is { } last && time.GetElapsedTime(last) < Interval)
        {
            return;
        }

        _last = time.GetTimestamp();
        LogRetention.Apply(layout, architecture.Observability.LogRetentionDays, tasks.ToHashSet(), time.GetUtcNow());
    }
}
