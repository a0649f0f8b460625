using Railhead.ObjectStore;

namespace Railhead.Local;

/// <summary>The one writer of files that must survive a crash: whole or not at all, and on the disk when it returns.</summary>
public static class DurableFile
{
    /// <summary>Replaces <paramref name="path"/>: temporary file beside it, flush, rename, flush of the folder.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="content">UTF-8 without a byte order mark.</param>
    /// <param name="mode">Permissions, 0600 unless given.</param>
    /// <param name="owner">Whose the file becomes, when the caller is root.</param>
    public static void Write(string path, string content, UnixFileMode mode = FileModes.OwnerFile, Account? owner = null) =>
        Write(path, System.Text.Encoding.UTF8.GetBytes(content), mode, owner);

    /// <inheritdoc cref="Write(string, string, UnixFileMode, Account?)"/>
    public static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode = FileModes.OwnerFile, Account? owner = null)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = FileModes.OwnerFile,
        };
        try
        {
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            // Separate from creation, which the umask cuts.
            File.SetUnixFileMode(temporary, mode);
            if (owner is not null)
            {
                Ownership.Change(temporary, owner);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        DurableFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
