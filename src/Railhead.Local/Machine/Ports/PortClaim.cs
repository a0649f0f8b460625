using System.Net.Sockets;

namespace Railhead.Local;

/// <summary>
/// A port spoken for by this process until it ends: between the choice of a port and the moment when its server listens, others that
/// choose, of whatever home or user, look elsewhere.
/// </summary>
static class PortClaim
{
    static readonly Dictionary<int, Socket> Claims = [];

    /// <summary>False when another process has it.</summary>
    public static bool TryTake(int port)
    {
        lock (Claims)
        {
            if (Claims.ContainsKey(port))
            {
                return true;
            }
            // A name without a file: all users of the network namespace share it, and it goes with its process (unix(7), abstract sockets).
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                socket.Bind(new UnixDomainSocketEndPoint($"\0railhead-port-{port}"));
            }
            catch (SocketException)
            {
                socket.Dispose();
                return false;
            }

            Claims.Add(port, socket);
            return true;
        }
    }
}
