using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Railhead.ObjectStore;

/// <summary>What a web server that serves a store needs: headers as bytes, and bounds for memory and descriptors.</summary>
public static class ObjectStoreLimits
{
    /// <summary>Descriptors for everything but connections and content: the index, the runtime and the log.</summary>
    const int Reserve = 200;

    public static void Apply(KestrelServerOptions kestrel)
    {
        // One character for each byte: what a client sent in a header comes back as it was.
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        // Kestrel reads ahead up to this size for each connection.
        kestrel.Limits.MaxRequestBufferSize = 256 * 1024;
        kestrel.Limits.MaxConcurrentConnections = Connections(Descriptors());
    }

    /// <summary>The number of connections that may be open: three quarters of the descriptors; the rest is for files.</summary>
    internal static int Connections(int descriptors) => Math.Max(16, (descriptors - Reserve) / 4 * 3);

    /// <summary>The number of requests that may run at once: each may open two files.</summary>
    internal static int Requests(int descriptors) => Math.Max(8, (descriptors - Reserve) / 8);

    /// <summary>The number of descriptors that this process may open.</summary>
    internal static int Descriptors()
    {
        const string name = "Max open files";
        var line = File.ReadLines("/proc/self/limits").First(line => line.StartsWith(name, StringComparison.Ordinal));
        var soft = line[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1_000_000;
    }
}
