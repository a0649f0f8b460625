using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Railhead.Local.Tests;

/// <summary>
/// An app may answer an upload before it has read it. One case is not here, because it is a race: an app that closes its connection
/// at once, without reading, while nginx is writing (decision 0030).
/// </summary>
public sealed class EarlyAnswerTests(RawWay way) : IClassFixture<RawWay>
{
    const int Small = 100_000,
        Large = 20_000_000;

    public static MatrixTheoryData<int, bool, Rest> Uploads { get; } = new([Small, Large], [false, true], Enum.GetValues<Rest>());

    /// <summary>What the app does with the part of the upload that it has not read.</summary>
    public enum Rest
    {
        /// <summary>It closes the connection without reading, once the client has the answer.</summary>
        Refused,

        /// <summary>It closes its own side and reads.</summary>
        Lingering,

        /// <summary>It reads, and keeps the connection.</summary>
        Read,
    }

    static CancellationToken Cancellation => Eventually.Cancellation;

    [Theory]
    [MemberData(nameof(Uploads))]
    public async Task An_answer_to_an_upload_that_the_app_has_not_read_arrives(int size, bool isChunked, Rest rest)
    {
        foreach (var port in (int[])[way.Port, way.NginxPort])
        {
            var answered = new TaskCompletionSource();
            way.App.Answer("/upload", (stream, reader) => RefuseAsync(stream, reader, size, isChunked, rest, answered.Task));
            using var client = await RawClient.ConnectAsync(port);
            await client.SendAsync(Head(size, isChunked, "Accept-Encoding: gzip"));
            var sending = SendAsync(client, Body(size, isChunked));
            var answer = await client.AnswerAsync();
            answered.SetResult();
            Assert.Equal((413, "too large"), (answer.Status, answer.Body));
            client.Dispose();
            await sending;
        }
    }

    [Theory]
    [InlineData(false, "Accept: a/b")]
    [InlineData(false, "Accept-Encoding: gzip")]
    [InlineData(true, "Accept: a/b")]
    [InlineData(true, "Accept-Encoding: gzip")]
    public async Task A_client_that_waits_after_half_of_its_upload_has_the_answer_before_the_rest(bool isChunked, string header)
    {
        foreach (var port in (int[])[way.Port, way.NginxPort])
        {
            var body = Body(Small, isChunked);
            way.App.Answer("/upload", (stream, reader) => RefuseAsync(stream, reader, Small, isChunked, Rest.Read, Task.CompletedTask));
            using var client = await RawClient.ConnectAsync(port);
            await client.SendAsync(Head(Small, isChunked, header) + body[..(body.Length / 2)]);
            Assert.Equal(413, (await client.AnswerAsync()).Status);
            await SendAsync(client, body[(body.Length / 2)..]);
        }
    }

    static string Head(int size, bool isChunked, string header) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"POST /upload HTTP/1.1\r\nHost: x\r\n{header}\r\n{(isChunked ? "Transfer-Encoding: chunked" : $"Content-Length: {size}")}\r\n\r\n"
        );

    static string Body(int size, bool isChunked) =>
        isChunked
            ? string.Create(CultureInfo.InvariantCulture, $"{size:x}\r\n{new string('z', size)}\r\n0\r\n\r\n")
            : new string('z', size);

    static async Task RefuseAsync(NetworkStream stream, StreamReader reader, int size, bool isChunked, Rest rest, Task answered)
    {
        var close = rest == Rest.Read ? "" : "Connection: close\r\n";
        var answer = $"HTTP/1.1 413 Too Large\r\n{close}Content-Type: text/plain\r\nContent-Length: 9\r\n\r\ntoo large";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), Cancellation);
        if (rest == Rest.Refused)
        {
            await answered.WaitAsync(Cancellation);
            stream.Dispose();
            return;
        }

        if (rest == Rest.Lingering)
        {
            stream.Socket.Shutdown(SocketShutdown.Send);
        }

        // Not a byte more: the next request may already stand behind it.
        if (!isChunked)
        {
            await reader.ReadBlockAsync(new char[size], Cancellation);
            return;
        }

        while (await reader.ReadLineAsync(Cancellation) is { Length: > 0 } line)
        {
            var chunk = int.Parse(line, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            await reader.ReadBlockAsync(new char[chunk + 2], Cancellation);
            if (chunk == 0)
            {
                return;
            }
        }
    }

    // A refused upload breaks off; that is no fault.
    static async Task SendAsync(RawClient client, string body)
    {
        try
        {
            await client.SendAsync(body);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The connection is closed, by the server or by the test.
        }
    }
}
