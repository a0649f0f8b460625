using System.Text;

namespace Railhead.Local;

/// <summary>
/// Writes a tar in GNU's format. .NET's own writer takes names as text; names of a commit are bytes in any encoding.
/// </summary>
sealed class TarFile(Stream to, DateTimeOffset modified)
{
    const int Block = 512,
        NameLength = 100,
        LinkOffset = 157;

    static readonly byte[] LongName = "././@LongLink"u8.ToArray();

    public async Task AddFileAsync(byte[] path, bool executable, long size, Func<Stream, Task> write)
    {
        await HeaderAsync(path, [], '0', executable ? 0b111_101_101 : 0b110_100_100, size);
        await write(to);
        await PadAsync(size);
    }

    public Task AddLinkAsync(byte[] path, byte[] target) => HeaderAsync(path, target, '2', 0b111_111_111, 0);

    public Task AddFolderAsync(byte[] path) => HeaderAsync([.. path, (byte)'/'], [], '5', 0b111_101_101, 0);

    public async Task EndAsync()
    {
        await to.WriteAsync(new byte[2 * Block]);
        await to.FlushAsync();
    }

    async Task HeaderAsync(byte[] path, byte[] target, char type, int mode, long size)
    {
        await LongAsync('K', target);
        await LongAsync('L', path);
        await to.WriteAsync(Header(path, target, type, mode, size));
    }

    async Task LongAsync(char type, byte[] text)
    {
        if (text.Length <= NameLength)
        {
            return;
        }

        await to.WriteAsync(Header(LongName, [], type, 0, text.Length + 1));
        await to.WriteAsync(text);
        await to.WriteAsync(new byte[1]);
        await PadAsync(text.Length + 1);
    }

    byte[] Header(byte[] path, byte[] target, char type, int mode, long size)
    {
        var header = new byte[Block];
        path.AsSpan(0, Math.Min(path.Length, NameLength)).CopyTo(header);
        Octal(header, 100, 8, mode);
        Octal(header, 108, 8, 0);
        Octal(header, 116, 8, 0);
        Number(header, 124, size);
        Octal(header, 136, 12, modified.ToUnixTimeSeconds());
        header[156] = (byte)type;
        target.AsSpan(0, Math.Min(target.Length, NameLength)).CopyTo(header.AsSpan(LinkOffset));
        "ustar  \0"u8.CopyTo(header.AsSpan(257));
        header.AsSpan(148, 8).Fill((byte)' ');
        Octal(header, 148, 7, header.Sum(value => value));
        return header;
    }

    // Eleven octal digits reach to 8 GiB; beyond that the field is binary, marked by its first bit.
    static void Number(byte[] header, int offset, long value)
    {
        const int length = 12;
        if (value < 1L << 33)
        {
            Octal(header, offset, length, value);
            return;
        }

        header[offset] = 0x80;
        for (var index = 1; index <= sizeof(long); index++)
        {
            header[offset + length - index] = (byte)(value >> (8 * (index - 1)));
        }
    }

    static void Octal(byte[] header, int offset, int length, long value) =>
        _ = Encoding.ASCII.GetBytes(Convert.ToString(value, 8).PadLeft(length - 1, '0'), 0, length - 1, header, offset);

    Task PadAsync(long size) => to.WriteAsync(new byte[(Block - (size % Block)) % Block]).AsTask();
}
