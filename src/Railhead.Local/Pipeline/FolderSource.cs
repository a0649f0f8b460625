using System.Formats.Tar;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Railhead.Local;

/// <summary>A folder without git as a source: taken whole, less what its ignore files name and what builds leave behind.</summary>
public static class FolderSource
{
    const string GitFolder = ".git";

    /// <summary>Packs the folder; the revision is <c>dir-</c> and 12 hexadecimal digits of the content's hash.</summary>
    public static async Task<SourcePackage> PackAsync(string git, string folder, string file, CancellationToken cancellation)
    {
        await using var stream = new FileStream(file, FileMode.Create, FileAccess.Write);
        return new SourcePackage(await PackAsync(git, folder, stream, cancellation), $"the folder {Path.GetFileName(folder)}", file, []);
    }

    /// <summary>The revision that the folder would have if it were packed now.</summary>
    public static Task<string> RevisionAsync(string git, string folder, CancellationToken cancellation) =>
        PackAsync(git, folder, Stream.Null, cancellation);

    static async Task<string> PackAsync(string git, string folder, Stream stream, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            await foreach (var path in EntriesAsync(git, folder, "", [], cancellation))
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

    static async IAsyncEnumerable<string> EntriesAsync(
        string git,
        string root,
        string below,
        HashSet<string> ignored,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var folder = new DirectoryInfo(Path.Combine(root, below));
        // Git does not look into repositories inside of a folder; their ignore files are asked for by themselves.
        if (below.Length == 0 || Path.Exists(Path.Combine(folder.FullName, GitFolder)))
        {
            var own = await IgnoredFiles.FindAsync(git, folder.FullName, cancellation);
            ignored = [.. ignored, .. own.Select(path => Join(below, path))];
        }

        foreach (var entry in folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var path = Join(below, entry.Name);
            if (entry.Name == GitFolder || ignored.Contains(path))
            {
                continue;
            }

            yield return path;
            if (entry is not DirectoryInfo || entry.LinkTarget is not null)
            {
                continue;
            }

            await foreach (var deeper in EntriesAsync(git, root, path, ignored, cancellation))
            {
                yield return deeper;
            }
        }
    }

    static string Join(string below, string name) => below.Length == 0 ? name : $"{below}/{name}";
}
