using System.Security.Cryptography;
using System.Text;
using Railhead.ObjectStore;

namespace Railhead.Local;

/// <summary>
/// The key that wraps each environment's data key. It lies outside the data, so that a copied data folder tells nothing, and is shared by
/// all environments of its owner: markers beside it name them, and it goes with the last one.
/// </summary>
/// <param name="Path">The key's file.</param>
public sealed record MasterKey(string Path)
{
    const string Marker = "railhead-master-key-1 ";
    const int Size = 32;

    string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    string Environments => System.IO.Path.Combine(Folder, "environments");

    /// <summary>
    /// <c>/etc/railhead/master.key</c> for root, else below <c>$XDG_CONFIG_HOME</c> or <c>~/.config</c>.
    /// </summary>
    public static MasterKey OfThisUser(bool root, IReadOnlyDictionary<string, string> environment)
    {
        if (root)
        {
            return new MasterKey("/etc/railhead/master.key");
        }
        // The XDG specification: a relative path is to be ignored.
        var config =
            environment.GetValueOrDefault("XDG_CONFIG_HOME") is { } xdg && System.IO.Path.IsPathRooted(xdg) ? xdg
            : environment.GetValueOrDefault("HOME") is { Length: > 0 } home ? System.IO.Path.Combine(home, ".config")
            : throw SecretErrors.NoPlaceForMasterKey();
        return new MasterKey(System.IO.Path.Combine(config, "railhead", "master.key"));
    }

    /// <summary>Registers the environment as a user of the key, and makes the key when no environment has one yet.</summary>
    public byte[] EnsureFor(Layout layout)
    {
        using (ProcessLock.TakeFolder(Folder))
        {
            if (!File.Exists(Path))
            {
                DurableFile.Write(Path, $"{Marker}{Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size))}\n", FileModes.OwnerFile);
            }

            var key = Read();
            Register(layout);
            return key;
        }
    }

    /// <summary>The key of an environment that has data under it already: a missing key is an error, never a new key.</summary>
    public byte[] OpenFor(Layout layout)
    {
        if (!File.Exists(Path))
        {
            throw SecretErrors.MasterKeyMissing(Path, layout.Secrets);
        }

        using (ProcessLock.TakeFolder(Folder))
        {
            if (!File.Exists(Path))
            {
                throw SecretErrors.MasterKeyMissing(Path, layout.Secrets);
            }

            var key = Read();
            Register(layout);
            return key;
        }
    }

    /// <summary>Ends the environment's use of the key; with the last one goes the key.</summary>
    public void Forget(Layout layout)
    {
        if (!Directory.Exists(Folder))
        {
            return;
        }

        using (ProcessLock.TakeFolder(Folder))
        {
            if (Directory.Exists(Environments))
            {
                File.Delete(MarkerOf(layout));
                DeleteTorn(Environments);
                DurableFolder.Flush(Environments);
                if (Directory.EnumerateFileSystemEntries(Environments).Any())
                {
                    return;
                }

                Directory.Delete(Environments);
            }

            File.Delete(Path);
            DeleteTorn(Folder);
            DurableFolder.Flush(Folder);
            if (!Directory.EnumerateFileSystemEntries(Folder).Any())
            {
                Directory.Delete(Folder);
            }
        }
    }

    /// <summary>Root folders of the environments that use the key.</summary>
    public IReadOnlyList<string> UsedBy() =>
        !Directory.Exists(Environments)
            ? []
            :
            [
                .. Directory
                    .EnumerateFiles(Environments)
                    .Where(file => !file.EndsWith(".tmp", StringComparison.Ordinal))
                    .Select(file => File.ReadAllText(file).TrimEnd('\n'))
                    .Order(StringComparer.Ordinal),
            ];

    byte[] Read()
    {
        var mode = File.GetUnixFileMode(Path);
        if ((mode & ~FileModes.OwnerFile) != 0)
        {
            throw SecretErrors.MasterKeyOpenToOthers(Path, mode);
        }

        var text = File.ReadAllText(Path);
        var key = new byte[Size];
        if (
            !text.StartsWith(Marker, StringComparison.Ordinal)
            || !Convert.TryFromBase64String(text[Marker.Length..].TrimEnd('\n'), key, out var written)
            || written != Size
        )
        {
            throw SecretErrors.MasterKeyDamaged(Path, $"one line, \"{Marker}\" and {Size} bytes in base64");
        }

        return key;
    }

    void Register(Layout layout)
    {
        var marker = MarkerOf(layout);
        if (File.Exists(marker))
        {
            return;
        }

        Directory.CreateDirectory(Environments, FileModes.Owner);
        DurableFile.Write(marker, layout.Root + "\n", FileModes.OwnerFile);
        DurableFolder.Flush(Folder);
    }

    // Temporary files of a writer that was killed: nobody writes while the folder is held.
    static void DeleteTorn(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.tmp"))
        {
            File.Delete(file);
        }
    }

    string MarkerOf(Layout layout) =>
        System.IO.Path.Combine(Environments, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(layout.Root)))[..32]);
}
