namespace Railhead.Local;

/// <summary>The part of the machine's files that every process behind walls may read.</summary>
/// <param name="Folders">Folders, at their own paths.</param>
/// <param name="Links">Links of the root folder, such as /bin, with their targets.</param>
public sealed record VisibleSystem(IReadOnlyList<string> Folders, IReadOnlyList<(string Path, string Target)> Links)
{
    // Not /home, /root, /srv, /mnt and /run: those hold files of people, of other apps and sockets.
    static readonly string[] Roots = ["usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32", "etc", "opt", "nix", "gnu", "snap"];

    // Debian's Ruby has its gems in /var/lib; fonts and programs have caches in /var/cache.
    static readonly string[] Others = ["/var/lib", "/var/cache", "/sys"];

    static readonly string[] BinaryFolders = ["bin", "sbin", "shims"];

    // A program below one of these says nothing about the rest of it.
    static readonly string[] SharedFolders = [".local", ".config", ".cache"];
    static readonly string[] PrivateFolders = [".ssh", ".gnupg", ".aws", ".kube", ".docker", ".azure", ".netrc"];

    public static VisibleSystem Read()
    {
        List<DirectoryInfo> roots = [.. Roots.Select(name => new DirectoryInfo("/" + name)).Where(folder => folder.Exists)];
        return new(
            [.. roots.Where(folder => folder.LinkTarget is null).Select(folder => folder.FullName), .. Others.Where(Directory.Exists)],
            [.. roots.Where(folder => folder.LinkTarget is not null).Select(folder => (folder.FullName, folder.LinkTarget!))]
        );
    }

    public bool Has(string path) => Folders.Any(folder => IsIn(path, folder)) || Links.Any(link => IsIn(path, link.Path));

    public static bool IsIn(string path, string folder) =>
        path == folder || path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);

    /// <summary>
    /// Folders outside the system that programs on the PATH, and files that settings name, need: language managers below somebody's home,
    /// a resolver's file below /run.
    /// </summary>
    /// <param name="searchPath">PATH.</param>
    /// <param name="settings">See <see cref="EnvironmentRecord.MachineSettings"/>.</param>
    public IReadOnlyList<string> Further(string searchPath, IReadOnlyDictionary<string, string> settings)
    {
        var folders = searchPath.Split(':', StringSplitOptions.RemoveEmptyEntries).Where(Directory.Exists).ToList();
        var named = settings.Values.Where(value => Path.IsPathRooted(value) && Path.Exists(value)).Select(Path.GetFullPath).ToList();
        IEnumerable<string?> found =
        [
            .. folders.Select(folder => ToolRoot(folder, isFile: false)),
            .. folders.SelectMany(Targets).Select(file => ToolRoot(file, isFile: true)),
            .. named.Select(path => Directory.Exists(path) ? ToolRoot(path, isFile: false) : path),
            .. named.Select(path => FinalTarget(path) is { } target ? ToolRoot(target, isFile: true) : null),
            FinalTarget("/etc/resolv.conf") is { } resolver ? Path.GetDirectoryName(resolver) : null,
        ];
        return
        [
            .. found
                .OfType<string>()
                .Where(path => path is not "/" and not "/run" and not "/proc" && !Has(path))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The folder that a program comes with; null when it would be a whole home.</summary>
    public static string? ToolRoot(string path, bool isFile)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var home =
            parts is ["home", _, ..] ? 2
            : parts is ["root", ..] ? 1
            : 0;
        if (home > 0 && parts.Length > home && PrivateFolders.Contains(parts[home]))
        {
            return null;
        }

        if (home > 0 && parts.Length > home && parts[home][0] == '.' && !SharedFolders.Contains(parts[home]))
        {
            return Of(home + 1);
        }

        if (home > 0 && parts.Length > home + 2 && SharedFolders.Contains(parts[home]))
        {
            // ~/.local/share/NAME, ~/.local/bin.
            return Of(parts[home + 1] is "share" or "lib" or "opt" && parts.Length > home + 3 ? home + 3 : home + 2);
        }

        var folder = isFile ? parts.Length - 1 : parts.Length;
        if (folder > home + 1 && BinaryFolders.Contains(parts[folder - 1]) && !(home > 0 && SharedFolders.Contains(parts[folder - 2])))
        {
            folder--;
        }

        return folder > home ? Of(folder) : null;

        string Of(int count) => "/" + string.Join('/', parts.Take(count));
    }

    /// <summary>Where the links of a folder of programs lead, if that is outside the system.</summary>
    IEnumerable<string> Targets(string folder)
    {
        try
        {
            return
            [
                .. new DirectoryInfo(folder)
                    .EnumerateFiles()
                    .Where(file => file.LinkTarget is not null)
                    .Select(file => FinalTarget(file.FullName))
                    .OfType<string>()
                    .Where(target => !Has(target)),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    static string? FinalTarget(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true) is { Exists: true } target ? target.FullName : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
