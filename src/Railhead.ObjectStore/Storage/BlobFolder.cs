using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Railhead.ObjectStore;

/// <summary>
/// The content of objects and parts. Each is a file with a random name that never changes. <c>incoming/</c> holds files that
/// are still arriving, <c>blobs/XX/</c> complete ones. Both are in one file system, so a rename is atomic.
/// </summary>
sealed class BlobFolder
{
    readonly string _incoming;
    readonly string _blobs;

    BlobFolder(string incoming, string blobs) => (this._incoming, this._blobs) = (incoming, blobs);

    /// <summary>The first two digits of every blob's id, each a folder.</summary>
    public static IEnumerable<string> Shards => Enumerable.Range(0, 256).Select(shard => shard.ToString("x2", null));

    public static BlobFolder Open(string folder)
    {
        var opened = new BlobFolder(Path.Combine(folder, "incoming"), Path.Combine(folder, "blobs"));
        Directory.CreateDirectory(opened._incoming, DurableFolder.Mode);
        Directory.CreateDirectory(opened._blobs, DurableFolder.Mode);
        foreach (var shard in Shards)
        {
            Directory.CreateDirectory(Path.Combine(opened._blobs, shard), DurableFolder.Mode);
        }

        DurableFolder.Flush(opened._blobs);
        DurableFolder.Flush(folder);
        return opened;
    }

    public BlobWriter Create()
    {
        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return new BlobWriter(id, Path.Combine(_incoming, id), PathOf(id));
    }

    /// <summary>
    /// Opens a blob for reading. A missing file, or one whose size differs from the index, is an error.
    /// </summary>
    public SafeFileHandle OpenRead(Segment segment)
    {
        var handle = File.OpenHandle(PathOf(segment.Blob));
        if (RandomAccess.GetLength(handle) == segment.Size)
        {
            return handle;
        }

        handle.Dispose();
        throw new InvalidDataException(
            $"{PathOf(segment.Blob)} should have {segment.Size} bytes and does not: the store is damaged, restore it from a backup"
        );
    }

    /// <summary>Throws if the blob's file does not match the index.</summary>
    public void Check(Segment segment)
    {
        var file = new FileInfo(PathOf(segment.Blob));
        if (!file.Exists || file.Length != segment.Size)
        {
            throw new InvalidDataException(
                $"{file.FullName} is missing or not {segment.Size} bytes long: the store is damaged, restore it from a backup"
            );
        }
    }

    /// <summary>Deletes a blob that the index no longer refers to.</summary>
    public void Delete(string id)
    {
        try
        {
            File.Delete(PathOf(id));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The index no longer has the blob, so the deletion counts as done. The next start deletes the file.
        }
    }

    /// <summary>
    /// Deletes the files that a crash left: all incoming ones, and every blob that <paramref name="known"/> does not name.
    /// </summary>
    /// <param name="known">The ids of a shard that the index refers to.</param>
    public void Sweep(Func<string, IReadOnlySet<string>> known)
    {
        foreach (var file in Directory.EnumerateFiles(_incoming))
        {
            File.Delete(file);
        }

        foreach (var shard in Shards)
        {
            var files = Directory.GetFiles(Path.Combine(_blobs, shard));
            if (files.Length == 0)
            {
                continue;
            }

            var ids = known(shard);
            foreach (var file in files.Where(file => !ids.Contains(Path.GetFileName(file))))
            {
                File.Delete(file);
            }
        }
    }

    string PathOf(string id) => Path.Combine(_blobs, id[..2], id);
}
