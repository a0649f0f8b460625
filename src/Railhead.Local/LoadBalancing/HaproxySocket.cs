using System.Net.Sockets;
using System.Text;

namespace Railhead.Local;

/// <summary>HAProxy's command socket: a connection for each command, which HAProxy closes after its answer.</summary>
/// <param name="Path">The unix socket.</param>
/// <param name="Prefix">Empty on a worker's own socket; <c>@!PID </c> on the master's to reach one of its workers.</param>
public sealed record HaproxySocket(string Path, string Prefix = "")
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Sends one command and reads its whole answer.</summary>
    /// <param name="command">One line without its end.</param>
    /// <param name="payload">Rows that the command takes (<c>&lt;&lt;</c>); null for none.</param>
    /// <param name="cancellation">Gives up waiting; the command may have been carried out.</param>
    public async Task<string> SendAsync(string command, IReadOnlyList<string>? payload = null, CancellationToken cancellation = default)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path), limit.Token);
        }
        catch (SocketException e)
        {
            throw new HaproxyUnavailableException($"HAProxy does not listen on {Path}: {e.Message}", e);
        }

        try
        {
            // A blank line ends the payload; another one would be read as a request for help.
            var text = payload is null ? $"{Prefix}{command}\n" : $"{Prefix}{command} <<\n{string.Join('\n', payload)}\n\n";
            await SendAllAsync(socket, Encoding.UTF8.GetBytes(text), limit.Token);
            // The master waits for more commands until it is told that none come.
            socket.Shutdown(SocketShutdown.Send);
            return await ReadAllAsync(socket, limit.Token);
        }
        catch (SocketException e)
        {
            throw new HaproxyUnavailableException($"HAProxy ended while it was asked for '{command}': {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new HaproxyException($"HAProxy did not answer '{command}' on {Path} within {Limit.TotalSeconds} s", e);
        }
    }

    static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancellation)..];
        }
    }

    static async Task<string> ReadAllAsync(Socket socket, CancellationToken cancellation)
    {
        using var answer = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await socket.ReceiveAsync(buffer, cancellation) is > 0 and var count)
        {
            answer.Write(buffer, 0, count);
        }

        return Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length).Trim('\n');
    }
}
