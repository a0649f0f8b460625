using System.Diagnostics;
using System.Text;

namespace Railhead.Local.Tests;

/// <summary>HAProxy and nginx change nothing that nobody asked them to change. Raw bytes on both sides.</summary>
public sealed class InvisibleProxyTests(RawWay way) : IClassFixture<RawWay>
{
    static CancellationToken Cancellation => Eventually.Cancellation;

    [Theory]
    [InlineData("/", "Host: tenant1.example.com:8443", "Host: tenant1.example.com:8443")]
    [InlineData("/up?from=lb", "Host: tenant1.example.com", "Host: tenant1.example.com")]
    [InlineData("/", "api_key: s", "api_key: s")]
    [InlineData("/", "x.dotted.name: 1", "x.dotted.name: 1")]
    [InlineData("/", "x!odd~name: 1", "x!odd~name: 1")]
    [InlineData("/", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-For: 203.0.113.7, 127.0.0.1")]
    [InlineData("/", "X-Forwarded-Proto: https", "X-Forwarded-Proto: http")]
    [InlineData("/", "If-Match: \"v1\", W/\"v2\"", "If-Match: \"v1\", W/\"v2\"")]
    [InlineData("/a%2Fb//c/../d?x=%20&y=1", "Accept: a/b", "GET /a%2Fb//c/../d?x=%20&y=1 HTTP/1.1")]
    public async Task A_request_reaches_the_app_as_it_was_sent(string path, string sent, string received)
    {
        var answer = await RawClient.GetAsync(way.Port, path, sent);
        Assert.Contains(received, answer.Body.Split('\n'), StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("X-Forwarded-Host")]
    [InlineData("X-Forwarded-Server")]
    [InlineData("X-Forwarded-Anything")]
    [InlineData("Forwarded")]
    [InlineData("X-Real-IP")]
    [InlineData("Proxy")]
    [InlineData("X-Original-URL")]
    [InlineData("X_Forwarded_Proto")]
    [InlineData("X-Forwarded_For")]
    [InlineData("X_Real_IP")]
    [InlineData("Front-End-Https")]
    [InlineData("True-Client-IP")]
    [InlineData("X-Rewrite-URL")]
    [InlineData("X-Url-Scheme")]
    public async Task What_a_client_says_about_itself_as_a_proxy_would_is_removed(string name)
    {
        var answer = await RawClient.GetAsync(way.Port, "/", $"{name}: 198.51.100.66");
        Assert.DoesNotContain("198.51.100.66", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trusted_proxys_word_about_its_client_reaches_the_app()
    {
        string[] sent =
        [
            "X-Forwarded-For: 203.0.113.7",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Port: 443",
            "X-Forwarded-Host: shop.example",
            "Forwarded: for=203.0.113.7",
        ];
        await way.TrustAsync("10.0.0.0/8", "127.0.0.1/32");
        try
        {
            var headers = (await RawClient.GetAsync(way.Port, "/", sent)).Body.Split('\n');
            Assert.All(sent, line => Assert.Contains(line, headers, StringComparer.OrdinalIgnoreCase));
            Assert.Contains("X-Forwarded-Proto: http", (await RawClient.GetAsync(way.Port, "/")).Body.Split('\n'));

            await way.TrustAsync("10.0.0.0/8");
            headers = (await RawClient.GetAsync(way.Port, "/", sent)).Body.Split('\n');
            Assert.Contains("X-Forwarded-For: 203.0.113.7, 127.0.0.1", headers);
            Assert.Contains("X-Forwarded-Proto: http", headers);
            Assert.DoesNotContain("shop.example", string.Join('\n', headers), StringComparison.Ordinal);
        }
        finally
        {
            await way.TrustAsync();
        }
    }

    [Theory]
    [InlineData("Location: http://localhost:18181/login")]
    [InlineData("Location: http://app/login")]
    [InlineData("X-Accel-Redirect: /protected/report.pdf")]
    [InlineData("X-Accel-Limit-Rate: 1")]
    [InlineData("X-Accel-Charset: koi8-r")]
    [InlineData("X-Accel-Buffering: yes")]
    [InlineData("X-Pad: x")]
    [InlineData("Server: mine")]
    [InlineData("Refresh: 5; url=http://app/x")]
    [InlineData("ETag: \"v1\"")]
    [InlineData("X_Underscored: 1")]
    [InlineData("Content-Encoding: identity")]
    public async Task An_answer_reaches_the_client_as_the_app_gave_it(string header)
    {
        var body = new string('b', 3000);
        way.App.Answer("/answer", RawApp.Text(body, header, "Content-Type: text/x"));
        var answer = await RawClient.GetAsync(way.Port, "/answer");
        Assert.Equal((200, body), (answer.Status, answer.Body));
        Assert.Equal(header.Split(": ", 2)[1], answer.Header(header.Split(':')[0]));
        Assert.Equal("text/x", answer.Header("Content-Type"));
    }

    [Theory]
    [InlineData("X-Nothing: 1", "gzip", "1", true)]
    [InlineData("ETag: W/\"v1\"", "gzip", "W/\"v1\"", true)]
    [InlineData("Cache-Control: public, max-age=60", "gzip", "public, max-age=60", true)]
    [InlineData("ETag: \"v1\"", "gzip, br", "\"v1\"", false)]
    [InlineData("ETag: v1", "gzip", "v1", false)]
    [InlineData("Cache-Control: public, No-Transform", "gzip", "public, No-Transform", false)]
    [InlineData("Content-MD5: Q2hlY2sgSW50ZWdyaXR5IQ==", "gzip", "Q2hlY2sgSW50ZWdyaXR5IQ==", false)]
    [InlineData("Digest: sha-256=x", "gzip", "sha-256=x", false)]
    [InlineData("Content-Encoding: br", "gzip, br", "br", false)]
    [InlineData("Content-Encoding: identity", "gzip", "identity", false)]
    [InlineData("X-Nothing: 1", "gzip;q=0", "1", false)]
    [InlineData("X-Nothing: 1", "identity", "1", false)]
    public async Task Compression_leaves_answers_alone_that_must_stay_as_they_are(
        string header,
        string accepted,
        string value,
        bool isSmaller
    )
    {
        var body = new string('b', 3000);
        way.App.Answer("/answer", RawApp.Text(body, header, "Content-Type: application/json"));
        foreach (var port in (int[])[way.Port, way.NginxPort])
        {
            var answer = await RawClient.GetAsync(port, "/answer", $"Accept-Encoding: {accepted}");
            Assert.Equal(value, answer.Header(header.Split(':')[0]));
            Assert.Equal("application/json", answer.Header("Content-Type"));
            Assert.Equal(
                isSmaller ? "gzip"
                    : header.StartsWith("Content-Encoding", StringComparison.Ordinal) ? value
                    : null,
                answer.Header("Content-Encoding")
            );
            Assert.Equal(isSmaller, answer.Body != body);
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(102)]
    [InlineData(103)]
    public async Task An_interim_answer_reaches_the_client_and_leaves_the_connections_usable(int status)
    {
        way.App.Answer("/interim", $"HTTP/1.1 {status} Interim\r\nLink: </a.css>\r\n\r\n" + RawApp.Text("final"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var client = await RawClient.ConnectAsync(way.Port);
        for (var round = 0; round < 3; round++)
        {
            var answer = await client
                .AskAsync(RawClient.Get("/interim", round == 1 ? "Accept-Encoding: gzip" : "Accept: a/b"))
                .WaitAsync(patience.Token);
            Assert.Equal("final", answer.Body);
            Assert.Equal([status], answer.Interim);
            Assert.Contains("GET /next", (await client.AskAsync(RawClient.Get("/next")).WaitAsync(patience.Token)).Body);
        }

        // Connections that others have from the pool.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RawClient.GetAsync(way.Port, "/other").WaitAsync(patience.Token)));
    }

    [Theory]
    [InlineData(40_000, 10, 414)]
    [InlineData(10, 33_000, 431)]
    [InlineData(10, 39_000, 431)]
    [InlineData(19_000, 19_000, 200)]
    public async Task Too_long_has_its_own_status(int path, int header, int status)
    {
        var answer = await RawClient.GetAsync(way.Port, "/" + new string('p', path), $"X-Long: {new string('h', header)}");
        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Two_hundred_headers_pass()
    {
        var answer = await RawClient.GetAsync(way.Port, "/", [.. Enumerable.Range(0, 200).Select(i => $"X-H{i}: v{i}")]);
        Assert.Contains("v199", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_app_hears_within_a_second_that_its_client_has_gone()
    {
        var came = new TaskCompletionSource();
        var gone = new TaskCompletionSource();
        way.App.Answer(
            "/wait",
            async stream =>
            {
                came.SetResult();
                Assert.Equal(0, await stream.ReadAsync(new byte[1], Cancellation));
                gone.SetResult();
            }
        );
        using (var client = await RawClient.ConnectAsync(way.Port))
        {
            await client.SendAsync(RawClient.Get("/wait"));
            await came.Task.WaitAsync(Cancellation);
        }

        await gone.Task.WaitAsync(TimeSpan.FromSeconds(1), Cancellation);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Accept-Encoding: gzip")]
    public async Task Events_arrive_within_20_milliseconds(string header)
    {
        const int events = 15;
        var sent = new long[events];
        way.App.Answer(
            "/events",
            async stream =>
            {
                await stream.WriteAsync(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray()
                );
                for (var i = 0; i < events; i++)
                {
                    await Task.Delay(20, Cancellation);
                    sent[i] = Stopwatch.GetTimestamp();
                    await stream.WriteAsync("9\r\ndata: e\n\n\r\n"u8.ToArray());
                }

                await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
            }
        );
        using var client = await RawClient.ConnectAsync(way.Port);
        await client.SendAsync(RawClient.Get("/events", header.Length == 0 ? [] : [header]));
        await client.HeadAsync();
        var late = new List<double>();
        var buffer = new byte[4096];
        while (late.Count < events)
        {
            var text = Encoding.Latin1.GetString(buffer, 0, await client.Stream.ReadAsync(buffer, Cancellation));
            for (var count = text.Split("data: e").Length - 1; count > 0; count--)
            {
                late.Add(Stopwatch.GetElapsedTime(sent[late.Count]).TotalMilliseconds);
            }
        }

        // The median: the machine may be busy with other things for a moment.
        Assert.InRange(late.Order().ElementAt(events / 2), 0, 20);
    }
}
