using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Railhead.Local.Tests;

/// <summary>An app that answers byte by byte what a test says. Every other path gets its own request's head back as the body.</summary>
sealed class RawApp : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _end = new();
    readonly ConcurrentBag<TcpClient> _clients = [];
    readonly ConcurrentDictionary<string, Func<NetworkStream, StreamReader, Task>> _answers = new();

    public RawApp()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Requests by their path, how often each came.</summary>
    public ConcurrentDictionary<string, int> Requests { get; } = new();

    /// <summary>The answer at a path, in Latin-1.</summary>
    public void Answer(string path, string bytes) => Answer(path, stream => stream.WriteAsync(Encoding.Latin1.GetBytes(bytes)).AsTask());

    public void Answer(string path, Func<NetworkStream, Task> answer) => Answer(path, (stream, _) => answer(stream));

    /// <summary>The reader may hold what has arrived after the head: a body is read from it, and no further than its end.</summary>
    public void Answer(string path, Func<NetworkStream, StreamReader, Task> answer) => _answers[path] = answer;

    public static string Text(string body, params string[] headers) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 200 OK\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Content-Length: {body.Length}\r\n\r\n{body}"
        );

    /// <summary>Does to all sockets what the exit of a process does to its own.</summary>
    public void Die()
    {
        _listener.Stop();
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Die();
        _end.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                client.NoDelay = true;
                _clients.Add(client);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        try
        {
            using var _ = client;
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1, false, 1, leaveOpen: true);
            while (await HeadAsync(reader) is { } head)
            {
                var path = head.Split(' ')[1].Split('?')[0];
                Requests.AddOrUpdate(path, 1, (_, count) => count + 1);
                if (_answers.TryGetValue(path, out var answer))
                {
                    await answer(stream, reader);
                }
                else
                {
                    await stream.WriteAsync(Encoding.Latin1.GetBytes(Text(head, "Content-Type: text/plain")));
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException)
        {
            // The proxy or the test closed the connection.
        }
    }

    // Bodies stay unread: an app that refuses one does the same.
    static async Task<string?> HeadAsync(StreamReader reader)
    {
        var head = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.Length == 0 && head.Length > 0)
            {
                return head.ToString();
            }

            head.Append(line).Append('\n');
        }

        return null;
    }
}
