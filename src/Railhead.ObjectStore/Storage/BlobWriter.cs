using Microsoft.Win32.SafeHandles;

namespace Railhead.ObjectStore;

/// <summary>A blob that is arriving. If it is disposed before it is sealed, its file is deleted.</summary>
sealed class BlobWriter : IDisposable
{
    readonly string _temporary;
    readonly string _final;
    readonly SafeFileHandle _handle;
    bool _isSealed;

    public BlobWriter(string id, string temporary, string final)
    {
        (Id, this._temporary, this._final) = (id, temporary, final);
        _handle = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous);
    }

    public string Id { get; }

    public long Length { get; private set; }

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await RandomAccess.WriteAsync(_handle, bytes, Length, cancellation);
        Length += bytes.Length;
    }

    /// <summary>Flush, rename, flush of the folder: after this the blob survives a power failure.</summary>
    public void Seal()
    {
        RandomAccess.FlushToDisk(_handle);
        _handle.Dispose();
        File.Move(_temporary, _final);
        _isSealed = true;
        DurableFolder.Flush(Path.GetDirectoryName(_final)!);
    }

    public void Dispose()
    {
        _handle.Dispose();
        if (!_isSealed)
        {
            File.Delete(_temporary);
        }
    }
}
