using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Railhead.EndToEnd;

/// <summary>An answer.</summary>
sealed record Answer(int Status, string Body, bool KeepsOpen);

/// <summary>
/// One HTTP/1.1 connection that hides nothing: HttpClient sends a request again by itself when a kept connection breaks, and a test
/// that counts failures would not see it.
/// </summary>
sealed class HttpConnection : IDisposable
{
    readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    readonly string _host;
    byte[] _buffer = new byte[8192];
    int _start,
        _end;

    HttpConnection(string host) => _host = host;

    public static async Task<HttpConnection> OpenAsync(Uri url, CancellationToken cancellation)
    {
        var connection = new HttpConnection(url.Authority);
        try
        {
            await connection._socket.ConnectAsync("127.0.0.1", url.Port, cancellation);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Whether the server has closed it, as an HTTP library looks before it uses a kept connection.</summary>
    public bool IsClosed => _socket.Poll(0, SelectMode.SelectRead) && _socket.Available == 0;

    public async Task<Answer> SendAsync(
        string method,
        string path,
        string? contentType,
        byte[] body,
        bool keep,
        CancellationToken cancellation
    )
    {
        var head = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: {_host}\r\n");
        if (contentType is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Type: {contentType}\r\nContent-Length: {body.Length}\r\n");
        }

        if (!keep)
        {
            head.Append("Connection: close\r\n");
        }

        byte[] request = [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body];
        for (var sent = 0; sent < request.Length; )
        {
            sent += await _socket.SendAsync(request.AsMemory(sent), cancellation);
        }

        var statusLine = await LineAsync(cancellation);
        var status = int.Parse(statusLine.Split(' ')[1], CultureInfo.InvariantCulture);
        int? length = null;
        bool chunked = false,
            keeps = keep;
        while (await LineAsync(cancellation) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            string name = line[..colon].ToLowerInvariant(),
                value = line[(colon + 1)..].Trim();
            switch (name)
            {
                case "content-length":
                    length = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "transfer-encoding":
                    chunked = value.Equals("chunked", StringComparison.OrdinalIgnoreCase);
                    break;
                case "connection" when value.Equals("close", StringComparison.OrdinalIgnoreCase):
                    keeps = false;
                    break;
            }
        }

        var content = chunked ? await ChunksAsync(cancellation) : await BytesAsync(length ?? 0, cancellation);
        return new(status, Encoding.UTF8.GetString(content), keeps);
    }

    async Task<byte[]> ChunksAsync(CancellationToken cancellation)
    {
        var all = new List<byte>();
        while (true)
        {
            var size = int.Parse((await LineAsync(cancellation)).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            all.AddRange(await BytesAsync(size, cancellation));
            await LineAsync(cancellation);
            if (size == 0)
            {
                return [.. all];
            }
        }
    }

    async Task<string> LineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var found = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8);
            if (found >= 0)
            {
                var line = Encoding.ASCII.GetString(_buffer, _start, found);
                _start += found + 2;
                return line;
            }

            await FillAsync(cancellation);
        }
    }

    async Task<byte[]> BytesAsync(int count, CancellationToken cancellation)
    {
        while (_end - _start < count)
        {
            await FillAsync(cancellation);
        }

        var bytes = _buffer[_start..(_start + count)];
        _start += count;
        return bytes;
    }

    async Task FillAsync(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_end), cancellation);
        if (read == 0)
        {
            throw new IOException(_end == 0 ? "closed without an answer" : "closed in the middle of an answer");
        }

        _end += read;
    }

    public void Dispose() => _socket.Dispose();
}
