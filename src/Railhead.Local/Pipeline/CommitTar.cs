using System.Text;

namespace Railhead.Local;

/// <summary>
/// Writes files of a commit as a tar: bytes, names and modes of its tree. Neither attributes nor filters take part, so the same commit is
/// the same files whoever pushes it. Only a file of Git LFS is more than its object: its content is taken from the store of git-lfs.
/// </summary>
/// <param name="entries">The files, as git lists them.</param>
/// <param name="lfsStores">Folders that may have the content of LFS files.</param>
sealed class CommitTar(IReadOnlyList<TreeEntry> entries, IReadOnlyList<string> lfsStores)
{
    const int LinkLimit = 64 * 1024;

    readonly List<(string Path, string Target)> _links = [];
    readonly List<string> _withoutContent = [];

    /// <summary>The links that were written, and where they lead.</summary>
    public IReadOnlyList<(string Path, string Target)> Links => _links;

    /// <summary>LFS files whose content no store has.</summary>
    public IReadOnlyList<string> WithoutContent => _withoutContent;

    /// <param name="read"><c>git cat-file --batch</c>.</param>
    /// <param name="to">Where the tar is written.</param>
    /// <param name="modified">Time of all files.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <returns>Null; or why not everything could be read.</returns>
    public async Task<string?> WriteAsync(Command read, Stream to, DateTimeOffset modified, CancellationToken cancellation)
    {
        var tar = new TarFile(to, modified);
        await using var objects = new ObjectReader(
            read,
            entries.Where(entry => !entry.IsSubmodule).Select(entry => entry.Object),
            cancellation
        );
        foreach (var entry in entries)
        {
            if (entry.IsSubmodule)
            {
                await tar.AddFolderAsync(entry.Path);
                continue;
            }

            if (objects.Next() is not { } size)
            {
                cancellation.ThrowIfCancellationRequested();
                return $"{entry.Name}: {entry.Object} is missing. {await objects.StopAsync()}".Trim();
            }

            await AddAsync(tar, entry, objects, size, cancellation);
        }

        await tar.EndAsync();
        return null;
    }

    async Task AddAsync(TarFile tar, TreeEntry entry, ObjectReader objects, long size, CancellationToken cancellation)
    {
        if (entry.IsLink && size <= LinkLimit)
        {
            var target = await objects.BytesAsync(size, cancellation);
            _links.Add((entry.Name, Encoding.UTF8.GetString(target)));
            await tar.AddLinkAsync(entry.Path, target);
        }
        else if (size < LfsPointer.Limit)
        {
            await AddSmallAsync(tar, entry, await objects.BytesAsync(size, cancellation), cancellation);
        }
        else
        {
            await tar.AddFileAsync(entry.Path, entry.IsExecutable, size, to => objects.CopyAsync(to, size, cancellation));
        }
    }

    async Task AddSmallAsync(TarFile tar, TreeEntry entry, byte[] content, CancellationToken cancellation)
    {
        var pointer = LfsPointer.Parse(content);
        if (pointer?.Find(lfsStores) is { } file)
        {
            await using var stored = File.OpenRead(file);
            await tar.AddFileAsync(entry.Path, entry.IsExecutable, pointer.Size, to => stored.CopyToAsync(to, cancellation));
            return;
        }

        if (pointer is not null)
        {
            _withoutContent.Add(entry.Name);
        }

        await tar.AddFileAsync(entry.Path, entry.IsExecutable, content.Length, to => to.WriteAsync(content, cancellation).AsTask());
    }
}
