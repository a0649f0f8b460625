using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Railhead.Local.Tests;

/// <summary>One connection to a server, byte by byte.</summary>
sealed class RawClient : IDisposable
{
    readonly TcpClient _client = new() { NoDelay = true };

    RawClient() { }

    public NetworkStream Stream => _client.GetStream();

    public static async Task<RawClient> ConnectAsync(int port)
    {
        var client = new RawClient();
        await client._client.ConnectAsync(IPAddress.Loopback, port, Eventually.Cancellation);
        return client;
    }

    /// <summary>One request on a connection of its own.</summary>
    public static async Task<RawAnswer> AskAsync(int port, string request)
    {
        using var client = await ConnectAsync(port);
        return await client.AskAsync(request);
    }

    public static Task<RawAnswer> GetAsync(int port, string path, params string[] headers) => AskAsync(port, Get(path, headers));

    public static string Get(string path, params string[] headers) =>
        $"GET {path} HTTP/1.1\r\n{string.Concat(headers.Append("Host: x").DistinctBy(h => h.Split(':')[0]).Select(h => h + "\r\n"))}\r\n";

    public async Task SendAsync(string bytes) => await Stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), Eventually.Cancellation);

    /// <summary>Sends a request and reads the answer, with what came before it.</summary>
    public async Task<RawAnswer> AskAsync(string request)
    {
        await SendAsync(request);
        return await AnswerAsync();
    }

    /// <summary>Reads an answer, with what came before it. HEAD and unknown lengths are not for it.</summary>
    public async Task<RawAnswer> AnswerAsync()
    {
        var interim = new List<int>();
        while (true)
        {
            var head = await HeadAsync();
            var status = int.Parse(head.Split(' ')[1], CultureInfo.InvariantCulture);
            if (status >= 200)
            {
                return new RawAnswer(status, head, await BodyAsync(status, head), interim);
            }

            interim.Add(status);
        }
    }

    public void Dispose() => _client.Dispose();

    public async Task<string> HeadAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append(await BytesAsync(1));
        }

        return head.ToString();
    }

    async Task<string> BodyAsync(int status, string head)
    {
        var length = RawAnswer.HeaderOf(head, "Content-Length");
        if (length is not null || status is 204 or 304)
        {
            return status is 204 or 304 ? "" : await BytesAsync(int.Parse(length!, CultureInfo.InvariantCulture));
        }

        var body = new StringBuilder();
        while (true)
        {
            var size = new StringBuilder();
            while (!size.ToString().EndsWith("\r\n", StringComparison.Ordinal))
            {
                size.Append(await BytesAsync(1));
            }

            var chunk = int.Parse(size.ToString().Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var bytes = await BytesAsync(chunk + 2);
            if (chunk == 0)
            {
                return body.ToString();
            }

            body.Append(bytes[..^2]);
        }
    }

    async Task<string> BytesAsync(int count)
    {
        var bytes = new byte[count];
        await Stream
            .ReadExactlyAsync(bytes, Eventually.Cancellation)
            .AsTask()
            .WaitAsync(TimeSpan.FromSeconds(Eventually.Seconds), Eventually.Cancellation);
        return Encoding.Latin1.GetString(bytes);
    }
}

/// <param name="Status">Of the answer itself.</param>
/// <param name="Head">Status line and headers.</param>
/// <param name="Body">In Latin-1.</param>
/// <param name="Interim">The 1xx that came before it.</param>
sealed record RawAnswer(int Status, string Head, string Body, IReadOnlyList<int> Interim)
{
    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) => HeaderOf(Head, name);

    public static string? HeaderOf(string head, string name) =>
        head.Split("\r\n").Skip(1).FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)) is { } line
            ? line[(name.Length + 1)..].Trim()
            : null;
}
