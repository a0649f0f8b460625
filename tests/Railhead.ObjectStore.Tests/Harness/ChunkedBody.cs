using System.Globalization;
using System.Text;

namespace Railhead.ObjectStore.Tests;

/// <summary>Bodies in <c>aws-chunked</c> form.</summary>
static class ChunkedBody
{
    /// <param name="seed">The signature of the request's head.</param>
    /// <param name="trailer">As <c>name:value</c>; with a signature of its own.</param>
    public static byte[] Signed(Signer signer, string seed, IEnumerable<byte[]> chunks, string? trailer = null)
    {
        using var body = new MemoryStream();
        foreach (var chunk in chunks.Append([]))
        {
            seed = signer.Chunk(seed, chunk);
            body.Write(Encoding.ASCII.GetBytes($"{chunk.Length.ToString("x", CultureInfo.InvariantCulture)};chunk-signature={seed}\r\n"));
            body.Write(chunk);
            if (chunk.Length > 0)
            {
                body.Write("\r\n"u8);
            }
        }

        if (trailer is not null)
        {
            body.Write(Encoding.ASCII.GetBytes($"{trailer}\r\nx-amz-trailer-signature:{signer.Trailer(seed, trailer + "\n")}\r\n"));
        }

        body.Write("\r\n"u8);
        return body.ToArray();
    }

    public static byte[] Unsigned(IEnumerable<byte[]> chunks, string trailer)
    {
        using var body = new MemoryStream();
        foreach (var chunk in chunks)
        {
            body.Write(Encoding.ASCII.GetBytes($"{chunk.Length.ToString("x", CultureInfo.InvariantCulture)}\r\n"));
            body.Write(chunk);
            body.Write("\r\n"u8);
        }

        body.Write(Encoding.ASCII.GetBytes($"0\r\n{trailer}\r\n\r\n"));
        return body.ToArray();
    }
}
