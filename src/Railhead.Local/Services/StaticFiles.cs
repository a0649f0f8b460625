using System.Security.Cryptography;

namespace Railhead.Local;

/// <summary>
/// The static folder of a task's copy. nginx makes an ETag from a file's size and time of change. So the time is made from the content: the
/// same content has the same ETag in every task and after every deployment, and another content another one. The AWS image does the same
/// (<c>docker/nginx/Dockerfile</c>).
/// </summary>
public static class StaticFiles
{
    /// <summary>Seconds from 1970 on, so that no time is in the future.</summary>
    const uint Times = 1_000_000_000;

    /// <param name="release">The task's copy of the release.</param>
    /// <param name="folder">The static folder, relative to it.</param>
    public static void Stamp(string release, string folder)
    {
        // A link could lead out of the release; nginx does not follow it either.
        if (!Folders(release, folder).All(part => part is { Exists: true, LinkTarget: null }))
        {
            return;
        }

        var root = Path.Combine(release, folder);
        var noLinks = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in Directory.EnumerateFiles(root, "*", noLinks))
        {
            File.SetLastWriteTimeUtc(file, TimeOf(file));
        }
    }

    /// <summary>Whether nginx must look for links: it costs about a quarter of the time of a file to do that for each request.</summary>
    /// <param name="release">The task's copy of the release.</param>
    /// <param name="folder">The static folder, relative to it.</param>
    public static bool HasLinks(string release, string folder)
    {
        var root = Path.Combine(release, folder);
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        return Folders(release, folder).Any(part => part.LinkTarget is not null)
            || (
                Directory.Exists(root)
                && new DirectoryInfo(root)
                    .EnumerateFileSystemInfos("*", all)
                    .Any(entry => entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            );
    }

    /// <summary>The folder itself and those above it in the release.</summary>
    static IEnumerable<DirectoryInfo> Folders(string release, string folder)
    {
        var parts = folder.Split('/');
        return parts.Select((_, i) => new DirectoryInfo(Path.Combine([release, .. parts[..(i + 1)]])));
    }

    static DateTime TimeOf(string file)
    {
        using var content = File.OpenRead(file);
        var hash = SHA256.HashData(content);
        return DateTime.UnixEpoch.AddSeconds(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash) % Times);
    }
}
