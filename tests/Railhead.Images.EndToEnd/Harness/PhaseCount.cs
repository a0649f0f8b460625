using System.Collections.Concurrent;

namespace Railhead.EndToEnd;

/// <summary>Requests of one phase.</summary>
sealed class PhaseCount(string name)
{
    long _sent;

    public string Name { get; } = name;

    public ConcurrentQueue<string> Failures { get; } = new();

    public long SentCount => Interlocked.Read(ref _sent);

    public void Sent() => Interlocked.Increment(ref _sent);

    public void Failed(string problem) => Failures.Enqueue(problem);

    public override string ToString() => $"{Name, -22} {SentCount, 6} sent {Failures.Count, 4} failed";
}
