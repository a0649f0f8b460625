using System.Buffers.Binary;

namespace Railhead.Local;

/// <summary>
/// One piece of what <see cref="PushReceiver"/> answers to <see cref="GitShell"/>: a byte for the kind, four for the length, the content.
/// </summary>
readonly record struct PushFrame(PushFrame.Kinds Kind, ReadOnlyMemory<byte> Content)
{
    const int HeaderLength = 5;

    public enum Kinds : byte
    {
        Output = 1,
        Error = 2,

        /// <summary>The last one; its content is the exit code.</summary>
        Exit = 3,
    }

    public static PushFrame Exit(int code) => new(Kinds.Exit, new[] { (byte)code });

    public async Task WriteAsync(Stream to, CancellationToken cancellation)
    {
        var bytes = new byte[HeaderLength + Content.Length];
        bytes[0] = (byte)Kind;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), Content.Length);
        Content.CopyTo(bytes.AsMemory(HeaderLength));
        await to.WriteAsync(bytes, cancellation);
        await to.FlushAsync(cancellation);
    }

    /// <exception cref="EndOfStreamException">The other side has gone.</exception>
    public static async Task<PushFrame> ReadAsync(Stream from, CancellationToken cancellation)
    {
        var header = new byte[HeaderLength];
        await from.ReadExactlyAsync(header, cancellation);
        var content = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1))];
        await from.ReadExactlyAsync(content, cancellation);
        return new PushFrame((Kinds)header[0], content);
    }
}
