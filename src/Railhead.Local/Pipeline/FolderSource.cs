using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace Railhead.Local;

/// <summary>A folder without git as a source: taken whole, less what its ignore files name and what builds leave behind.</summary>
public static class FolderSource
{
    static readonly string[] Always = ["bin/", "obj/", "node_modules/", ".git/"];

    /// <summary>Packs the folder; the revision is <c>dir-</c> and 12 hexadecimal digits of the content's hash.</summary>
    public static async Task<SourcePackage> PackAsync(string folder, string file, CancellationToken cancellation)
    {
        await using var stream = new FileStream(file, FileMode.Create, FileAccess.Write);
        return new SourcePackage(await PackAsync(folder, stream, cancellation), $"the folder {Path.GetFileName(folder)}", file);
    }

    /// <summary>The revision that the folder would have if it were packed now.</summary>
    public static Task<string> RevisionAsync(string folder, CancellationToken cancellation) => PackAsync(folder, Stream.Null, cancellation);

    static async Task<string> PackAsync(string folder, Stream stream, CancellationToken cancellation)
    {
        var ignored = IgnoreRules.Read(folder, Always, ".gitignore", ".railheadignore");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var path in Entries(folder, "", ignored))
            {
                cancellation.ThrowIfCancellationRequested();
                var full = Path.Combine(folder, path);
                hash.AppendData(Encoding.UTF8.GetBytes($"{path}\0{(int)File.GetUnixFileMode(full)}\0"));
                if (File.ResolveLinkTarget(full, returnFinalTarget: false) is { } target)
                {
                    hash.AppendData(Encoding.UTF8.GetBytes(target.FullName));
                }
                else if (File.Exists(full))
                {
                    await using var content = File.OpenRead(full);
                    hash.AppendData(await SHA256.HashDataAsync(content, cancellation));
                }

                await tar.WriteEntryAsync(full, path, cancellation);
            }
        }

        return $"dir-{Convert.ToHexStringLower(hash.GetHashAndReset())[..12]}";
    }

    static IEnumerable<string> Entries(string root, string below, IgnoreRules ignored)
    {
        foreach (
            var entry in new DirectoryInfo(Path.Combine(root, below))
                .EnumerateFileSystemInfos()
                .OrderBy(entry => entry.Name, StringComparer.Ordinal)
        )
        {
            var path = below.Length == 0 ? entry.Name : $"{below}/{entry.Name}";
            var isFolder = entry is DirectoryInfo && entry.LinkTarget is null;
            if (ignored.Match(path, isFolder))
            {
                continue;
            }

            yield return path;
            if (!isFolder)
            {
                continue;
            }

            foreach (var deeper in Entries(root, path, ignored))
            {
                yield return deeper;
            }
        }
    }
}
