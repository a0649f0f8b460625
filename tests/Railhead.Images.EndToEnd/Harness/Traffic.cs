using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Railhead.EndToEnd;

/// <summary>Clients that send requests without a pause and check every answer to its last byte; counted by what goes on.</summary>
sealed class Traffic : IAsyncDisposable
{
    const int Clients = 12;

    readonly HttpClient _http;
    readonly CancellationTokenSource _ended = new();
    readonly ConcurrentDictionary<string, PhaseCount> _phases = new();
    readonly List<string> _order = [];
    readonly Task _running;
    readonly IReadOnlyCollection<string> _revisions;
    volatile string _phase = "";

    public Traffic(string socket, string phase, IReadOnlyCollection<string> revisions)
    {
        _revisions = revisions;
        _http = new HttpClient(UnixSocket.Handler(socket))
        {
            BaseAddress = new Uri("http://shop.example.com/"),
            Timeout = TimeSpan.FromMinutes(1),
        };
        Enter(phase);
        _running = Task.WhenAll(Enumerable.Range(0, Clients).Select(SendAsync));
    }

    public IEnumerable<PhaseCount> Phases => _order.Select(name => _phases[name]);

    /// <summary>Requests count for the phase in which they were sent.</summary>
    public void Enter(string phase)
    {
        if (_phases.TryAdd(phase, new PhaseCount(phase)))
        {
            _order.Add(phase);
        }

        _phase = phase;
    }

    /// <summary>Waits until so many more requests were sent.</summary>
    public async Task SendsAsync(int more)
    {
        var goal = Sent + more;
        await Eventually.TrueAsync(() => Sent >= goal, $"{more} more requests should be sent");
    }

    long Sent => _phases.Values.Sum(phase => phase.SentCount);

    /// <summary>Sends no more requests, and waits for the answers to those that were sent.</summary>
    public async Task EndAsync()
    {
        await _ended.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _http.Dispose();
        _ended.Dispose();
    }

    async Task SendAsync(int client)
    {
        for (var number = client; !_ended.IsCancellationRequested; number++)
        {
            var count = _phases[_phase];
            count.Sent();
            try
            {
                if (await ProblemAsync(number, client) is { } problem)
                {
                    count.Failed(problem);
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                count.Failed($"{e.Message} {e.InnerException?.Message}");
            }
        }
    }

    /// <summary>Null when the answer is complete and right.</summary>
    async Task<string?> ProblemAsync(int number, int client)
    {
        // One client always has a long answer open, one of two seconds, so that every stop meets some.
        if (client == 0)
        {
            return await GetAsync("slow?parts=20", text => text == string.Concat(Enumerable.Repeat("part\n", 20)));
        }

        return (number % 3) switch
        {
            0 => await EchoAsync(),
            1 => await GetAsync("slow?parts=1", text => text == "part\n"),
            _ => await GetAsync("", _revisions.Contains),
        };
    }

    async Task<string?> GetAsync(string path, Func<string, bool> isRight)
    {
        using var answer = await _http.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode && isRight(text) ? null : $"GET /{path}: {(int)answer.StatusCode} {text}";
    }

    async Task<string?> EchoAsync()
    {
        var sent = Convert.ToHexString(RandomNumberGenerator.GetBytes(8000));
        using var answer = await _http.PostAsync("echo", new StringContent(sent, Encoding.ASCII));
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode && text == sent ? null : $"POST /echo: {(int)answer.StatusCode}, {text.Length} characters";
    }
}
