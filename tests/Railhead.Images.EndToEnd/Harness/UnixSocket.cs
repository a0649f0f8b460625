using System.Net.Sockets;

namespace Railhead.EndToEnd;

/// <summary>HTTP by a socket in the file system, which both sides see although their networks are apart.</summary>
static class UnixSocket
{
    public static SocketsHttpHandler Handler(string path) =>
        new()
        {
            UseProxy = false,
            ConnectCallback = async (_, cancellation) => new NetworkStream(await ConnectAsync(path, cancellation), ownsSocket: true),
        };

    public static async Task<Socket> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
