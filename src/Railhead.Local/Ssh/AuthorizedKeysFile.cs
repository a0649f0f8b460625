using System.Text;

namespace Railhead.Local;

/// <summary>
/// An <c>authorized_keys</c> file on the disk. All apps and homes of a user share it, so each change is made under a lock and takes effect
/// at once.
/// </summary>
public sealed class AuthorizedKeysFile(PushAccount account)
{
    const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    public string File => account.KeysFile;

    /// <summary>A file that this user may not read has no key that Railhead put there.</summary>
    public AuthorizedKeys Read()
    {
        try
        {
            return ReadAll();
        }
        catch (UnauthorizedAccessException)
        {
            return new AuthorizedKeys("");
        }
    }

    /// <summary>Changes the file. sshd's StrictModes refuses files and folders that others may write to, so these permissions go.</summary>
    /// <returns>Whether anything changed.</returns>
    /// <exception cref="Railhead.Model.RailheadException">It cannot be written, or the change is refused.</exception>
    public bool Change(Func<AuthorizedKeys, AuthorizedKeys> change)
    {
        try
        {
            var folder = Path.GetDirectoryName(File)!;
            using var held = ProcessLock.TakeFolder(folder);
            Close(folder);
            var before = ReadAll();
            var after = change(before);
            if (after == before)
            {
                if (System.IO.File.Exists(File))
                {
                    Close(File);
                }

                return false;
            }

            // A link to a file that somebody keeps elsewhere stays a link.
            var link = new FileInfo(File);
            var target = link.LinkTarget is null ? File : link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
            var mode = System.IO.File.Exists(target) ? System.IO.File.GetUnixFileMode(target) & ~OthersWrite : FileModes.OwnerFile;
            DurableFile.Write(
                target,
                Encoding.Latin1.GetBytes(after.Text),
                account.IsOwn ? FileModes.GroupReadsFile : mode,
                account.IsOwn ? account.User with { Uid = 0 } : null
            );
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw PushKeyErrors.FileNotWritten(File, e.Message);
        }
    }

    AuthorizedKeys ReadAll() => new(System.IO.File.Exists(File) ? Encoding.Latin1.GetString(System.IO.File.ReadAllBytes(File)) : "");

    static void Close(string path)
    {
        var mode = System.IO.File.GetUnixFileMode(path);
        if ((mode & OthersWrite) != 0)
        {
            System.IO.File.SetUnixFileMode(path, mode & ~OthersWrite);
        }
    }
}
