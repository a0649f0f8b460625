using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Railhead.ObjectStore.Tests;

/// <summary>An answer as it came over the wire.</summary>
sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>What stands in the error's Code element.</summary>
    public string Code => Body.Split("<Code>") is [_, var rest, ..] ? rest.Split('<')[0] : "";
}

/// <summary>Sends bytes that no library would send.</summary>
sealed class RawClient(Uri url)
{
    static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    /// <summary>The encoding of the heads that it sends and receives; with Latin-1 each character is a byte.</summary>
    public Encoding HeaderBytes { get; init; } = Encoding.UTF8;

    public string Host => url.Authority;

    /// <summary>Signed headers of a request, to which the caller adds before <see cref="Sign"/>.</summary>
    public SortedDictionary<string, string> Headers(Signer signer, string payloadHash) =>
        new(StringComparer.Ordinal)
        {
            ["host"] = Host,
            ["x-amz-content-sha256"] = payloadHash,
            ["x-amz-date"] = signer.Time,
        };

    /// <summary>Adds the authorization and returns the signature.</summary>
    public static string Sign(Signer signer, string method, string path, SortedDictionary<string, string> headers, string query = "")
    {
        var signature = signer.SignRequest(method, path, query, headers, headers["x-amz-content-sha256"]);
        headers["authorization"] =
            $"AWS4-HMAC-SHA256 Credential={signer.AccessKey}/{signer.Scope}, SignedHeaders={string.Join(';', headers.Keys)}, Signature={signature}";
        return signature;
    }

    /// <summary>Sends a request with its body at once and reads the answer until the server closes.</summary>
    public async Task<RawAnswer> Send(string method, string target, IEnumerable<KeyValuePair<string, string>> headers, byte[]? body = null)
    {
        using var connection = await Open(method, target, headers.Append(KeyValuePair.Create("connection", "close")), body);
        return await ReadToEnd(connection, HeaderBytes);
    }

    /// <summary>Sends the head of a request, and the bytes given of its body.</summary>
    public async Task<Socket> Open(string method, string target, IEnumerable<KeyValuePair<string, string>> headers, byte[]? body = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(url.Host, url.Port);
        await SendOn(socket, method, target, headers, body);
        return socket;
    }

    /// <summary>Sends the head of a request, and the bytes given of its body, on an open connection.</summary>
    public async Task SendOn(
        Socket socket,
        string method,
        string target,
        IEnumerable<KeyValuePair<string, string>> headers,
        byte[]? body = null
    )
    {
        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        await socket.SendAsync(HeaderBytes.GetBytes(head.Append("\r\n").ToString()));
        if (body is not null)
        {
            await socket.SendAsync(body);
        }
    }

    public static Task<RawAnswer> ReadToEnd(Socket socket) => ReadToEnd(socket, Encoding.UTF8);

    static async Task<RawAnswer> ReadToEnd(Socket socket, Encoding headerBytes)
    {
        using var received = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer) is var count and > 0)
        {
            received.Write(buffer, 0, count);
        }

        return Parse(received.ToArray(), headerBytes);
    }

    /// <summary>Reads an answer as long as its head says.</summary>
    public static async Task<RawAnswer> Read(Socket socket)
    {
        var head = await ReadHead(socket);
        var answer = Parse(Encoding.UTF8.GetBytes(head), Encoding.UTF8);
        var body = new byte[int.Parse(answer.Headers["Content-Length"], CultureInfo.InvariantCulture)];
        for (var done = 0; done < body.Length; )
        {
            var count = await socket.ReceiveAsync(body.AsMemory(done));
            if (count == 0)
            {
                throw new InvalidOperationException("the answer ends early");
            }

            done += count;
        }

        return answer with
        {
            Body = Encoding.UTF8.GetString(body),
        };
    }

    /// <summary>Reads until the end of a head, such as that of "100 Continue".</summary>
    public static async Task<string> ReadHead(Socket socket)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (await socket.ReceiveAsync(one) == 1)
        {
            head.Add(one[0]);
            if (head.Count >= 4 && head[^4..].SequenceEqual(EndOfHead))
            {
                break;
            }
        }

        return Encoding.UTF8.GetString([.. head]);
    }

    static RawAnswer Parse(byte[] answer, Encoding headerBytes)
    {
        var end = answer.AsSpan().IndexOf(EndOfHead);
        if (end < 0)
        {
            throw new InvalidOperationException("no answer: " + Encoding.UTF8.GetString(answer));
        }

        var lines = headerBytes.GetString(answer.AsSpan(0, end)).Split("\r\n");
        var headers = lines
            .Skip(1)
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new RawAnswer(
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture),
            headers,
            Encoding.UTF8.GetString(answer.AsSpan(end + 4))
        );
    }
}
