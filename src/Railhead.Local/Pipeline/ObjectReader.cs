using System.Globalization;
using System.Text;

namespace Railhead.Local;

/// <summary>Reads the content of objects through one <c>git cat-file --batch</c>: the bytes as they were committed.</summary>
sealed class ObjectReader : IAsyncDisposable
{
    const int BufferSize = 128 * 1024;

    readonly PipedProcess _git;
    readonly BufferedStream _output;
    readonly Task _asking;
    readonly byte[] _buffer = new byte[BufferSize];

    /// <param name="command"><c>cat-file --batch</c>.</param>
    /// <param name="objects">The ids, in the order in which they will be read.</param>
    /// <param name="cancellation">Ends git.</param>
    public ObjectReader(Command command, IEnumerable<string> objects, CancellationToken cancellation)
    {
        _git = command.Pipe(cancellation);
        _output = new BufferedStream(_git.Output, BufferSize);
        _asking = Task.Run(() => AskAsync(objects), cancellation);
    }

    /// <summary>Size of the next object; its bytes have to be read before the next one. Null: git does not have it.</summary>
    public long? Next()
    {
        var line = new StringBuilder();
        for (var value = _output.ReadByte(); value != '\n'; value = _output.ReadByte())
        {
            if (value < 0)
            {
                return null;
            }

            line.Append((char)value);
        }

        return line.ToString().Split(' ') is [_, _, var size] ? long.Parse(size, CultureInfo.InvariantCulture) : null;
    }

    public async Task<byte[]> BytesAsync(long size, CancellationToken cancellation)
    {
        var bytes = new byte[size];
        await _output.ReadExactlyAsync(bytes, cancellation);
        _output.ReadByte();
        return bytes;
    }

    public async Task CopyAsync(Stream to, long size, CancellationToken cancellation)
    {
        for (var left = size; left > 0; )
        {
            var read = await _output.ReadAsync(_buffer.AsMemory(0, (int)Math.Min(left, _buffer.Length)), cancellation);
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            await to.WriteAsync(_buffer.AsMemory(0, read), cancellation);
            left -= read;
        }

        _output.ReadByte();
    }

    /// <summary>Stops reading; returns git's error message, if it had one.</summary>
    public async Task<string> StopAsync() => (await _git.StopAsync()).Trim();

    public async ValueTask DisposeAsync()
    {
        await _git.DisposeAsync();
        await _asking;
        await _output.DisposeAsync();
    }

    async Task AskAsync(IEnumerable<string> objects)
    {
        try
        {
            foreach (var chunk in objects.Chunk(1000))
            {
                await _git.Input.WriteAsync(Encoding.ASCII.GetBytes(string.Join('\n', chunk) + "\n"));
            }

            await _git.Input.DisposeAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It ended without reading everything; whoever reads its output sees that.
        }
    }
}
