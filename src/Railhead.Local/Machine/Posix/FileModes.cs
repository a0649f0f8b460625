namespace Railhead.Local;

/// <summary>The permissions that Railhead gives to files and folders; nowhere are they put together anew.</summary>
public static class FileModes
{
    /// <summary>0600: a file of its owner's alone.</summary>
    public const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>0700: a folder or program of its owner's alone.</summary>
    public const UnixFileMode Owner = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>0640: a file that its group can read.</summary>
    public const UnixFileMode GroupReadsFile = OwnerFile | UnixFileMode.GroupRead;

    /// <summary>0710: a folder that its group can pass through, without seeing what is in it.</summary>
    public const UnixFileMode GroupPasses = Owner | UnixFileMode.GroupExecute;

    /// <summary>0644: a file that everybody can read.</summary>
    public const UnixFileMode EverybodyReadsFile = GroupReadsFile | UnixFileMode.OtherRead;

    /// <summary>0750: a folder that its group can read.</summary>
    public const UnixFileMode GroupReads = GroupPasses | UnixFileMode.GroupRead;

    /// <summary>0711: a folder that everybody can pass through, without seeing what is in it.</summary>
    public const UnixFileMode EverybodyPasses = GroupPasses | UnixFileMode.OtherExecute;

    /// <summary>0755: a folder or program that everybody can read.</summary>
    public const UnixFileMode EverybodyReads = GroupReads | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>The bits that let somebody run a file.</summary>
    public const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
}
