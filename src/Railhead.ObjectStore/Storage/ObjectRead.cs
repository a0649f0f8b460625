namespace Railhead.ObjectStore;

/// <summary>An object opened for reading. Its content stays the same, even if it is overwritten or deleted meanwhile.</summary>
sealed class ObjectRead(ObjectEntry entry, IReadOnlyList<Segment> segments, BlobFolder blobs, ReadPins pins) : IDisposable
{
    const int BufferSize = 128 * 1024;

    bool _isDisposed;

    public ObjectEntry Entry => entry;

    public IReadOnlyList<Segment> Segments => segments;

    /// <summary>Throws if a blob of the range is missing, so that no answer begins that cannot be completed.</summary>
    public void Check(ByteRange range)
    {
        foreach (var (segment, _, _) in Pieces(range))
        {
            blobs.Check(segment);
        }
    }

    /// <summary>Passes the range on in pieces. The memory is valid only during the call.</summary>
    public async Task CopyAsync(ByteRange range, Func<ReadOnlyMemory<byte>, ValueTask> sink, CancellationToken cancellation)
    {
        using var buffer = PooledBuffer.Rent(BufferSize);
        foreach (var (segment, start, length) in Pieces(range))
        {
            using var file = blobs.OpenRead(segment);
            for (var done = 0L; done < length; )
            {
                var wanted = buffer.Memory[..(int)Math.Min(buffer.Memory.Length, length - done)];
                var read = await RandomAccess.ReadAsync(file, wanted, start + done, cancellation);
                if (read == 0)
                {
                    throw new InvalidDataException($"blob {segment.Blob} ends early");
                }

                await sink(wanted[..read]);
                done += read;
            }
        }
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        pins.Unpin(entry.Id);
    }

    IEnumerable<(Segment Segment, long Start, long Length)> Pieces(ByteRange range)
    {
        var at = 0L;
        foreach (var segment in segments)
        {
            var start = Math.Max(range.Offset - at, 0);
            var end = Math.Min(range.Offset + range.Length - at, segment.Size);
            if (start < end)
            {
                yield return (segment, start, end - start);
            }

            at += segment.Size;
        }
    }
}
