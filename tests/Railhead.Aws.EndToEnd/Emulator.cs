namespace Railhead.EndToEnd;

/// <summary>moto, the AWS emulator, as a process of its own; it ends with the test.</summary>
sealed class Emulator : IAsyncDisposable
{
    readonly Running _process;

    Emulator(Running process, string url)
    {
        _process = process;
        Url = url;
    }

    public string Url { get; }

    public static IReadOnlyList<string> Tools { get; } = ["terraform", "moto_server", "aws"];

    public static async Task<Emulator> StartAsync()
    {
        var port = FreePort.Find();
        var process = new Running(
            ["moto_server", "-H", "127.0.0.1", "-p", $"{port}"],
            Path.GetTempPath(),
            new Dictionary<string, string?>
            {
                // How many seconds a certificate takes.
                ["MOTO_ACM_VALIDATION_WAIT"] = "2",
            }
        );
        var emulator = new Emulator(process, $"http://127.0.0.1:{port}");
        using var client = new HttpClient();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                using var response = await client.GetAsync($"{emulator.Url}/moto-api/", deadline.Token);
                return emulator;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(200, deadline.Token);
            }
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
