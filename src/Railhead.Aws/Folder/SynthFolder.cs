namespace Railhead.Aws;

/// <summary>Writes the generated files into a folder. It never touches files that somebody edited or added.</summary>
public static class SynthFolder
{
    /// <summary>What <see cref="Write"/> would do.</summary>
    public static SynthReport Compare(string folder, IReadOnlyList<SynthFile> files)
    {
        List<string> written = [],
            unchanged = [],
            kept = [];
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file.Path);
            if (!File.Exists(path))
            {
                written.Add(file.Path);
            }
            else if (File.ReadAllBytes(path) is var found && found.AsSpan().SequenceEqual(FileMark.Content(file)))
            {
                unchanged.Add(file.Path);
            }
            else
            {
                (FileMark.IsUntouched(file.Path, found) ? written : kept).Add(file.Path);
            }
        }

        return new SynthReport(written, unchanged, kept, Obsolete(folder, files));
    }

    /// <summary>Each file is replaced as a whole: an interruption leaves old and new files, never half a file.</summary>
    public static SynthReport Write(string folder, IReadOnlyList<SynthFile> files)
    {
        var report = Compare(folder, files);
        foreach (var file in files.Where(file => report.Written.Contains(file.Path)))
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var temporary = path + ".new";
            File.WriteAllBytes(temporary, FileMark.Content(file));
            if (file.Executable)
            {
                File.SetUnixFileMode(
                    temporary,
                    File.GetUnixFileMode(temporary) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute
                );
            }

            File.Move(temporary, path, overwrite: true);
        }

        foreach (var path in report.Removed)
        {
            File.Delete(Path.Combine(folder, path));
        }

        return report;
    }

    static List<string> Obsolete(string folder, IReadOnlyList<SynthFile> files)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var wanted = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path))
            // Terraform's own folder holds the provider, hundreds of megabytes.
            .Where(path => !path.StartsWith(".terraform", StringComparison.Ordinal) && !wanted.Contains(path))
            .Where(path => FileMark.IsUntouched(path, File.ReadAllBytes(Path.Combine(folder, path))))
            .Order(StringComparer.Ordinal)
            .ToList();
    }
}
