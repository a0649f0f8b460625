using System.Net;
using System.Net.Http.Headers;

namespace Railhead.Local.Tests;

/// <summary>What an app and its users get through a real nginx.</summary>
public sealed class NginxProxyTests
{
    static CancellationToken Cancellation => Eventually.Cancellation;

    [Fact]
    public async Task A_request_reaches_the_app_as_it_was_sent()
    {
        await using var app = await TestApp.StartAsync("a1");
        await using var nginx = await TestNginx.StartAsync(app.Port);
        var answer = await nginx.RawAsync("GET /a%2Fb//c/../d?x=%20&y=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.Contains("a1 GET /a%2Fb//c/../d?x=%20&y=1", answer, StringComparison.Ordinal);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/headers");
        request.Headers.Host = "shop.example:8080";
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Amzn-Trace-Id", "Root=1-2-3");
        request.Headers.Add("X-Long", new string('h', 30_000));
        using var response = await nginx.Client.SendAsync(request, Cancellation);
        var headers = await response.Content.ReadAsStringAsync(Cancellation);
        foreach (
            var line in (string[])
                [
                    "Host: shop.example:8080",
                    "X-Forwarded-For: 203.0.113.7",
                    "X-Forwarded-Proto: https",
                    "X-Amzn-Trace-Id: Root=1-2-3",
                    $"X-Long: {new string('h', 30_000)}",
                ]
        )
        {
            Assert.Contains(line, headers.Split('\n'));
        }
    }

    [Theory]
    [InlineData("ELB-HealthChecker/2.0", null, "guestbook.example")]
    [InlineData("ELB-HealthChecker/2.0", "X-Forwarded-For: 203.0.113.7", "x")]
    [InlineData("curl/8", null, "x")]
    public async Task Only_health_checks_carry_the_host_that_the_app_knows(string agent, string? header, string host)
    {
        await using var app = await TestApp.StartAsync("a1");
        await using var nginx = await TestNginx.StartAsync(app.Port);
        string[] headers = [$"User-Agent: {agent}", .. header is null ? Array.Empty<string>() : [header]];
        await RawClient.GetAsync(nginx.Port, "/up?from=lb", headers);
        Assert.Equal(host, app.Checks.Single().Host);
    }

    [Fact]
    public async Task Without_its_app_nginx_closes_so_that_another_task_is_taken()
    {
        await using var nginx = await TestNginx.StartAsync(FreePort.Find());
        Assert.Equal("", await nginx.RawAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    [Theory]
    [InlineData(502)]
    [InlineData(504)]
    public async Task An_apps_own_error_is_left_alone(int status)
    {
        await using var app = await TestApp.StartAsync("a1", upStatus: status);
        await using var nginx = await TestNginx.StartAsync(app.Port);
        using var response = await nginx.Client.GetAsync("/up", Cancellation);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("text/html")]
    public async Task What_an_app_streams_comes_at_once_compressed_or_not(string type)
    {
        await using var app = await TestApp.StartAsync("a1");
        await using var nginx = await TestNginx.StartAsync(app.Port);
        using var handler = new SocketsHttpHandler { UseProxy = false, AutomaticDecompression = DecompressionMethods.GZip };
        using var client = new HttpClient(handler) { BaseAddress = nginx.Client.BaseAddress };
        using var events = new StreamReader(await client.GetStreamAsync($"/events?type={type}", Cancellation));
        // The app sends the second one only when the first has arrived.
        Assert.Equal("data: first", await events.ReadLineAsync(Cancellation));
        app.Release.SetResult();
        Assert.Contains("data: second", await events.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/long", true)]
    [InlineData("/image", false)]
    public async Task What_shrinks_is_compressed(string path, bool compressed)
    {
        await using var app = await TestApp.StartAsync("a1");
        await using var nginx = await TestNginx.StartAsync(app.Port);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var response = await nginx.Client.SendAsync(request, Cancellation);
        Assert.Equal(compressed ? ["gzip"] : [], response.Content.Headers.ContentEncoding);
        Assert.Equal(compressed ? ["Accept-Encoding"] : [], response.Headers.Vary);
        Assert.Equal(compressed, (await response.Content.ReadAsByteArrayAsync(Cancellation)).Length < 10_000);
    }

    [Fact]
    public async Task A_client_that_waits_for_100_continue_gets_it()
    {
        await using var app = await TestApp.StartAsync("a1");
        await using var nginx = await TestNginx.StartAsync(app.Port);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = new ByteArrayContent(new byte[100_000]) };
        request.Headers.ExpectContinue = true;
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, Expect100ContinueTimeout = Timeout.InfiniteTimeSpan })
        {
            BaseAddress = nginx.Client.BaseAddress,
        };
        using var response = await client.SendAsync(request, Cancellation);
        Assert.Equal("100000", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task HEAD_has_headers_and_no_body()
    {
        await using var app = await TestApp.StartAsync("a1");
        await using var nginx = await TestNginx.StartAsync(app.Port);
        var answer = await nginx.RawAsync("HEAD /image HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Type: image/png", answer, StringComparison.Ordinal);
    }
}
