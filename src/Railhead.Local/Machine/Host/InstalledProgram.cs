using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Railhead.ObjectStore;

namespace Railhead.Local;

/// <summary>
/// The program that s6 runs: a copy by version below the home, because a checkout may lie where other users cannot go, and a new build
/// must not change it under a running control plane.
/// </summary>
public static class InstalledProgram
{
    /// <summary>The files of a native build. Somebody may have put them where other programs are too, such as /usr/local/bin.</summary>
    static readonly string[] NativeFiles = ["railhead", "libe_sqlite3.so"];

    /// <summary>Path of the installed program of exactly this build; copied now when it is missing.</summary>
    public static string Ensure(string home, Accounts accounts)
    {
        var from = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var versions = Path.Combine(home, "bin");
        if (from.StartsWith(versions + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return Path.Combine(from, "railhead");
        }

        var target = Path.Combine(versions, Version(from));
        if (!Directory.Exists(target))
        {
            Ownership.EnsureFolder(versions, accounts.Control, FileModes.EverybodyReads);
            var staging = $"{target}.{Guid.NewGuid():N}.new";
            Copy(from, staging);
            try
            {
                Directory.Move(staging, target);
            }
            catch (IOException) when (Directory.Exists(target))
            {
                // Another "up" was quicker with the same build.
                Directory.Delete(staging, recursive: true);
            }

            DurableFolder.Flush(versions);
        }

        return Path.Combine(target, "railhead");
    }

    /// <summary>The product's version and a hash of what it consists of.</summary>
    static string Version(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files(folder).Order(StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file) + "\0"));
            using var stream = File.OpenRead(file);
            hash.AppendData(SHA256.HashData(stream));
        }

        return $"{ProductVersion.Number}-{Convert.ToHexStringLower(hash.GetHashAndReset())[..10]}";
    }

    static IEnumerable<string> Files(string folder) =>
        RuntimeFeature.IsDynamicCodeSupported
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            : NativeFiles.Select(name => Path.Combine(folder, name));

    static void Copy(string from, string to)
    {
        foreach (var file in Files(from))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            MakeFolder(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
            File.SetUnixFileMode(copy, File.GetUnixFileMode(file) | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }

    static void MakeFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            MakeFolder(Path.GetDirectoryName(path)!);
            Directory.CreateDirectory(path);
            File.SetUnixFileMode(path, FileModes.EverybodyReads);
        }
    }
}
