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
        var root = release;
        foreach (var part in folder.Split('/'))
        {
            root = Path.Combine(root, part);
            // A link could lead out of the release; nginx does not follow it either.
            if (new DirectoryInfo(root) is not { Exists: true, LinkTarget: null })
            {
                return;
            }
        }

        var noLinks = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in Directory.EnumerateFiles(root, "*", noLinks))
        {
            File.SetLastWriteTimeUtc(file, TimeOf(file));
        }
    }

    static DateTime TimeOf(string file)
    {
        using var content = File.OpenRead(file);
        var hash = SHA256.HashData(content);
        return DateTime.UnixEpoch.AddSeconds(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash) % Times);
    }
}
