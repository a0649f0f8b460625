using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Railhead.EndToEnd;

/// <summary>One request of a load that got no 2xx.</summary>
/// <param name="Waited">Not refused, cut off or answered with an error: there was no answer in time.</param>
sealed record Failure(string Method, string Path, string Reason, bool Kept, TimeSpan At, bool Waited);

/// <summary>What a load saw.</summary>
sealed record LoadReport(
    int Gets,
    int Posts,
    IReadOnlyList<Failure> Failures,
    IReadOnlyList<string> Acknowledged,
    IReadOnlyCollection<string> Bodies,
    TimeSpan SlowestGet
)
{
    public IEnumerable<Failure> FailedGets => Failures.Where(f => f.Method == "GET");

    public string Summary =>
        $"{Gets} GETs ({FailedGets.Count()} failed, slowest {SlowestGet.TotalMilliseconds:0} ms), {Posts} POSTs ({Failures.Count - FailedGets.Count()} failed)\n"
        + string.Join(
            '\n',
            Failures
                .Take(20)
                .Select(f => $"{f.At.TotalSeconds:0.00} s: {f.Method} {f.Path} on a {(f.Kept ? "kept" : "new")} connection: {f.Reason}")
        );
}

/// <summary>
/// A steady load: 50 GETs and 5 POSTs a second, half of each on kept and half on new connections. It starts requests by the clock,
/// whether the ones before have been answered or not, as users do.
/// </summary>
sealed class Load : IAsyncDisposable
{
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly Uri _url;
    readonly string[] _paths;
    readonly bool _posts;
    readonly ConcurrentBag<HttpConnection> _kept = [];
    readonly ConcurrentQueue<Failure> _failures = [];
    readonly ConcurrentQueue<string> _acknowledged = [];
    readonly ConcurrentDictionary<string, byte> _bodies = [];
    readonly ConcurrentDictionary<Task, byte> _pending = [];
    readonly CancellationTokenSource _stop = new();
    readonly Stopwatch _clock = Stopwatch.StartNew();
    readonly Task _running;
    long _slowest;
    int _gets,
        _sent;

    /// <param name="url">Of the load balancer.</param>
    /// <param name="paths">Asked for in turn. The bodies of answers of up to 100 characters are in the report.</param>
    /// <param name="posts">Whether entries are posted to a guestbook as well.</param>
    public Load(string url, string[] paths, bool posts = false)
    {
        (_url, _paths, _posts) = (new Uri(url), paths, posts);
        _running = RunAsync();
    }

    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>How many requests have begun and not ended.</summary>
    public int UnderWay => _pending.Count;

    async Task RunAsync()
    {
        for (var i = 0; !_stop.IsCancellationRequested; i++)
        {
            var due = Tick * i - _clock.Elapsed;
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }
            // Every fourth, so that all paths meet both kinds of connection.
            Start(GetAsync(_paths[i % _paths.Length], keep: (i / _paths.Length) % 2 == 0));
            if (_posts && i % 10 == 5)
            {
                Start(PostAsync(keep: (i / 10) % 2 == 0));
            }
        }
    }

    void Start(Task request)
    {
        _pending[request] = 0;
        _ = request.ContinueWith(done => _pending.TryRemove(done, out _), TaskScheduler.Default);
    }

    async Task GetAsync(string path, bool keep)
    {
        Interlocked.Increment(ref _gets);
        var began = Stopwatch.GetTimestamp();
        if (await SendAsync("GET", path, null, [], keep) is { Length: <= 100 } body)
        {
            _bodies[body] = 0;
        }

        var took = Stopwatch.GetElapsedTime(began).Ticks;
        for (long known; took > (known = Interlocked.Read(ref _slowest)); )
        {
            Interlocked.CompareExchange(ref _slowest, took, known);
        }
    }

    async Task PostAsync(bool keep)
    {
        Interlocked.Increment(ref _sent);
        var title = $"load {Guid.NewGuid():N}";
        var body = Encoding.ASCII.GetBytes(
            $"--part\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n{title}\r\n"
                + "--part\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nwritten under load\r\n--part--\r\n"
        );
        if (await SendAsync("POST", "/api/entries", "multipart/form-data; boundary=part", body, keep) is not null)
        {
            _acknowledged.Enqueue(title);
        }
    }

    async Task<string?> SendAsync(string method, string path, string? contentType, byte[] body, bool keep)
    {
        var at = _clock.Elapsed;
        using var deadline = new CancellationTokenSource(Patience);
        HttpConnection? connection = null;
        try
        {
            while (keep && connection is null && _kept.TryTake(out var old))
            {
                if (old.IsClosed)
                {
                    old.Dispose();
                }
                else
                {
                    connection = old;
                }
            }

            connection ??= await HttpConnection.OpenAsync(_url, deadline.Token);
            var answer = await connection.SendAsync(method, path, contentType, body, keep, deadline.Token);
            if (answer.KeepsOpen)
            {
                _kept.Add(connection);
                connection = null;
            }

            if (answer.Status is >= 200 and < 300)
            {
                return answer.Body;
            }

            _failures.Enqueue(
                new(method, path, $"{answer.Status} {answer.Body[..Math.Min(100, answer.Body.Length)]}", keep, at, Waited: false)
            );
        }
        catch (Exception e)
        {
            var waited = e is OperationCanceledException;
            _failures.Enqueue(new(method, path, waited ? "no answer within 5 s" : e.Message, keep, at, waited));
        }
        finally
        {
            connection?.Dispose();
        }

        return null;
    }

    /// <summary>Lets the load go on for a while: there is no other way to see what users would have seen.</summary>
    public static Task GoOnAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TestContext.Current.CancellationToken);

    public async Task<LoadReport> EndAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await Task.WhenAll(_pending.Keys);
        var report = new LoadReport(_gets, _sent, [.. _failures], [.. _acknowledged], [.. _bodies.Keys], TimeSpan.FromTicks(_slowest));
        TestContext.Current.TestOutputHelper?.WriteLine(report.Summary);
        return report;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        foreach (var connection in _kept)
        {
            connection.Dispose();
        }

        _stop.Dispose();
    }
}
