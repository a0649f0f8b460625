using System.Collections.Concurrent;

namespace Railhead.Local.Tests;

/// <summary>Clients that ask without a pause until they are stopped, half on kept and half on new connections.</summary>
sealed class SteadyLoad : IAsyncDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly List<HttpClient> _clients = [];
    readonly Task[] _loops;
    int _answers;

    public SteadyLoad(TestBalancer balancer, string path = "/", int clients = 6)
    {
        _loops =
        [
            .. Enumerable
                .Range(0, clients)
                .Select(number =>
                {
                    var client = balancer.NewClient(keepAlive: number % 2 == 0);
                    _clients.Add(client);
                    return Task.Run(() => LoopAsync(client, path));
                }),
        ];
    }

    /// <summary>What was not a 200 with a body.</summary>
    public ConcurrentQueue<string> Failures { get; } = new();

    /// <summary>First words of the answers, the newest at the end.</summary>
    public ConcurrentQueue<string> Answers { get; } = new();

    /// <summary>Goes on until that many more answers have come.</summary>
    public Task MoreAsync(int answers)
    {
        var from = Volatile.Read(ref _answers);
        return Eventually.TrueAsync(() => Volatile.Read(ref _answers) >= from + answers, $"{answers} more answers");
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_loops);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        _stop.Dispose();
    }

    async Task LoopAsync(HttpClient client, string path)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var response = await client.GetAsync(path);
                var body = await response.Content.ReadAsStringAsync();
                if (response.IsSuccessStatusCode)
                {
                    Answers.Enqueue(body.Split(' ')[0]);
                }
                else
                {
                    Failures.Enqueue($"{(int)response.StatusCode} {body}");
                }
            }
            catch (HttpRequestException e)
            {
                Failures.Enqueue($"{e.HttpRequestError}: {e.Message}");
            }

            Interlocked.Increment(ref _answers);
        }
    }
}
