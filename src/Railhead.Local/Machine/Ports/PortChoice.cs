using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Railhead.Local;

/// <summary>Decides which ports an environment may get, the preferred ones first. The caller tries whether one is free.</summary>
public static class PortChoice
{
    public const int First = 20000,
        Last = 32767,
        BlockSize = 256;

    const int HttpTries = 100;

    /// <summary>First ports of the blocks that no environment of the table has, below the ports of outgoing connections.</summary>
    /// <param name="taken">The blocks of other environments.</param>
    /// <param name="home">The home, the app and the environment decide where the search starts.</param>
    /// <param name="app">The app.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="lowestEphemeral">The lowest port of outgoing connections.</param>
    public static IEnumerable<int> Blocks(IReadOnlyList<PortBlock> taken, string home, string app, string environment, int lowestEphemeral)
    {
        var count = Math.Max(0, (Math.Min(Last, lowestEphemeral - 1) - First + 1) / BlockSize);
        // Homes do not know of each other; starting at different places keeps them apart also while one of them is down.
        var hash = BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{home}\n{app}\n{environment}")));
        return Enumerable
            .Range(0, count)
            .Select(i => First + (((int)(hash % (uint)count) + i) % count * BlockSize))
            .Where(start => !taken.Any(block => start < block.Start + block.Size && block.Start < start + BlockSize));
    }

    /// <summary>The ports that the load balancer may get: the wanted one, and the next ones when nobody wrote that number.</summary>
    /// <param name="wanted">The blueprint's <c>listen.http</c>.</param>
    /// <param name="isDefault">Whether nobody wrote that number.</param>
    /// <param name="others">The ports of other environments.</param>
    public static IEnumerable<int> Http(int wanted, bool isDefault, IReadOnlyCollection<int> others) =>
        Enumerable.Range(wanted, isDefault ? HttpTries : 1).Where(port => port <= IPEndPoint.MaxPort && !others.Contains(port));
}
