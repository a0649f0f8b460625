using System.Text;

namespace Railhead.Local;

/// <summary>
/// TMPDIR of tasks and commands: a folder of its own for each, on the disk, that only its user can enter. Tasks on AWS do not
/// share one either.
/// </summary>
/// <param name="layout">The environment's folders.</param>
/// <param name="control">Whom the links belong to.</param>
public sealed class TemporaryFolders(Layout layout, Account control)
{
    // A unix socket's path has 107 bytes at most; this leaves 40 for its name.
    const int LongestPath = 66;

    string LinkOf(string id) => Path.Combine(layout.RunTemporary, id);

    /// <summary>Makes the folder when it is missing, and returns a path to it that is short enough for sockets.</summary>
    /// <param name="id">Name of the link that stands for a long path; one for each folder.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="owner">Its user.</param>
    public string Make(string id, string folder, Account owner)
    {
        Ownership.EnsureFolder(folder, owner);
        if (Encoding.UTF8.GetByteCount(folder) <= LongestPath)
        {
            return folder;
        }

        Ownership.EnsureFolder(layout.RunTemporary, control, FileModes.EverybodyPasses);
        if (new FileInfo(LinkOf(id)).LinkTarget != folder)
        {
            File.Delete(LinkOf(id));
            File.CreateSymbolicLink(LinkOf(id), folder);
        }

        return LinkOf(id);
    }

    /// <summary>The path that <see cref="Make"/> returns.</summary>
    public string PathOf(string id, string folder) => Encoding.UTF8.GetByteCount(folder) <= LongestPath ? folder : LinkOf(id);

    /// <summary>Deletes what a caller that was killed has left.</summary>
    public void RemoveOld(string parent, string pattern, DateTimeOffset before)
    {
        foreach (var folder in new DirectoryInfo(parent).EnumerateDirectories(pattern).Where(found => found.LastWriteTimeUtc < before))
        {
            Remove(folder.Name, folder.FullName);
        }
    }

    /// <summary>Deletes the folder with its content, and its link.</summary>
    public void Remove(string id, string folder)
    {
        if (Directory.Exists(layout.RunTemporary))
        {
            File.Delete(LinkOf(id));
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
