using Microsoft.Win32.SafeHandles;

namespace Railhead.ObjectStore;

/// <summary>A blob that is arriving; disposed before it is sealed, nothing of it is left.</summary>
internal sealed class BlobWriter : IDisposable
{
    readonly string temporary;
    readonly string final;
    readonly SafeFileHandle handle;
    bool isSealed;

    public BlobWriter(string id, string temporary, string final)
    {
        (Id, this.temporary, this.final) = (id, temporary, final);
        handle = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous);
    }

    public string Id { get; }

    public long Length { get; private set; }

    public async ValueTask Append(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await RandomAccess.WriteAsync(handle, bytes, Length, cancellation);
        Length += bytes.Length;
    }

    /// <summary>Flush, rename, flush of the folder: after this the blob survives a power failure.</summary>
    public void Seal()
    {
        RandomAccess.FlushToDisk(handle);
        handle.Dispose();
        File.Move(temporary, final);
        isSealed = true;
        BlobFolder.Flush(Path.GetDirectoryName(final)!);
    }

    public void Dispose()
    {
        handle.Dispose();
        if (!isSealed) File.Delete(temporary);
    }
}
