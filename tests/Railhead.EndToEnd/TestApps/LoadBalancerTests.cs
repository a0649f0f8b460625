using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace Railhead.EndToEnd;

/// <summary>What an app and its users may expect of the way between them.</summary>
[Collection("test apps")]
public sealed class LoadBalancerTests(TestAppEnvironment environment)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_apps_have_addresses_of_their_own()
    {
        await environment.ReadyAsync();
        Assert.NotEqual(environment.SoloUrl, environment.DuoUrl);
        using var http = new HttpClient();
        Assert.Equal(await environment.Solo.HeadAsync(), await http.GetStringAsync($"{environment.SoloUrl}/version", Cancellation));
        Assert.Equal(await environment.Duo.HeadAsync(), await http.GetStringAsync($"{environment.DuoUrl}/version", Cancellation));
    }

    [Fact]
    public async Task The_app_learns_who_asked_and_how()
    {
        await environment.ReadyAsync();
        using var http = new HttpClient();
        var url = new Uri(environment.SoloUrl);
        var plain = Headers(await http.GetStringAsync($"{environment.SoloUrl}/headers", Cancellation));
        Assert.Equal("127.0.0.1", plain["X-Forwarded-For"]);
        Assert.Equal("http", plain["X-Forwarded-Proto"]);
        Assert.Equal($"{url.Port}", plain["X-Forwarded-Port"]);
        Assert.Equal(url.Authority, plain["Host"]);
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$", plain["X-Amzn-Trace-Id"]);

        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        http.DefaultRequestHeaders.Add("X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678");
        var chained = Headers(await http.GetStringAsync($"{environment.SoloUrl}/headers", Cancellation));
        Assert.Equal("203.0.113.9, 127.0.0.1", chained["X-Forwarded-For"]);
        Assert.Matches("^Self=1-[0-9a-f]{8}-[0-9a-f]{24};Root=1-67891233-abcdef012345678912345678$", chained["X-Amzn-Trace-Id"]);
    }

    [Fact]
    public async Task An_answer_is_passed_on_while_the_app_still_writes_it()
    {
        await environment.ReadyAsync();
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(1) };
        using var response = await http.GetAsync($"{environment.SoloUrl}/stream", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));

        // The app sends the second line after the request that follows here: buffered on the way, the first would not arrive.
        Assert.Equal("first", await reader.ReadLineAsync(Cancellation));
        await http.PostAsync($"{environment.SoloUrl}/release", null, Cancellation);
        Assert.Equal("second", await reader.ReadLineAsync(Cancellation));
    }

    [Fact]
    public async Task An_upload_is_passed_on_while_the_client_still_sends_it()
    {
        await environment.ReadyAsync();
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(1) };
        var before = await ReceivedAsync(http);
        var half = RandomNumberGenerator.GetBytes(1_000_000);
        using var content = new HalfAndHalf(
            half,
            () =>
                Eventually.SucceedsAsync(
                    async () => await ReceivedAsync(http) - before > 900_000,
                    "the first half should have reached the app"
                )
        );
        using var response = await http.PostAsync($"{environment.SoloUrl}/upload", content, Cancellation);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. half, .. half])), await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task An_upload_of_2_GB_is_borne()
    {
        await environment.ReadyAsync();
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
        using var content = new Repeated(new byte[1024 * 1024], 2048);
        using var response = await http.PostAsync($"{environment.SoloUrl}/upload", content, Cancellation);
        Assert.Equal(content.Sha256, await response.Content.ReadAsStringAsync(Cancellation));
        Assert.True((await environment.Solo.StatusAsync()).Whole);
    }

    [Fact]
    public async Task A_WebSocket_stays_open_and_carries_both_ways()
    {
        await environment.ReadyAsync();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(
            new Uri(environment.SoloUrl.Replace("http://", "ws://", StringComparison.Ordinal) + "/echo"),
            Cancellation
        );
        var buffer = new byte[100];
        foreach (var word in new[] { "one", "two" })
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(word), WebSocketMessageType.Text, true, Cancellation);
            var answer = await socket.ReceiveAsync(buffer, Cancellation);
            Assert.Equal(word, Encoding.UTF8.GetString(buffer, 0, answer.Count));
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
    }

    async Task<long> ReceivedAsync(HttpClient http) =>
        long.Parse(await http.GetStringAsync($"{environment.SoloUrl}/received", Cancellation));

    static Dictionary<string, string> Headers(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split(": ", 2))
            .ToDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase);

    /// <summary>Sends its bytes, waits, and sends them again.</summary>
    sealed class HalfAndHalf(byte[] half, Func<Task> between) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(half);
            await stream.FlushAsync();
            await between();
            await stream.WriteAsync(half);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = half.Length * 2;
            return true;
        }
    }

    /// <summary>Sends a block many times over.</summary>
    sealed class Repeated(byte[] block, int times) : HttpContent
    {
        public string Sha256 { get; private set; } = "";

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (var i = 0; i < times; i++)
            {
                hash.AppendData(block);
                await stream.WriteAsync(block);
            }

            Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = (long)block.Length * times;
            return true;
        }
    }
}
