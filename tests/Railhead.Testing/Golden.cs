using System.Runtime.CompilerServices;

namespace Railhead.Testing;

/// <summary>
/// Expected texts in a folder <c>Data</c>, beside the test that calls or in a folder above it.
/// <c>RAILHEAD_RECORD=1</c> writes them again; <see cref="GoldenRecording"/> then fails the run, so that a recording never passes as a
/// test.
/// </summary>
public static class Golden
{
    public static string Folder([CallerFilePath] string test = "")
    {
        for (var folder = Path.GetDirectoryName(test); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(Path.Combine(folder, "Data")))
            {
                return Path.Combine(folder, "Data");
            }
        }

        throw new DirectoryNotFoundException($"No folder Data beside {test} or above it.");
    }

    public static string Read(string file, [CallerFilePath] string test = "") => File.ReadAllText(Path.Combine(Folder(test), file));

    /// <summary>The names, without extension, of the YAML files in a folder below <c>Data</c>.</summary>
    public static TheoryData<string> Names(string folder, [CallerFilePath] string test = "") =>
        new(
            Directory
                .EnumerateFiles(Path.Combine(Folder(test), folder), "*.yaml")
                .Select(file => Path.GetFileNameWithoutExtension(file)!)
                .Order(StringComparer.Ordinal)
        );

    public static void Check(string file, string actual, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Folder(test), file);
        if (GoldenRecording.IsOn)
        {
            GoldenRecording.Write(path, actual);
        }

        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : $"no {path}; RAILHEAD_RECORD=1 writes it", actual);
    }

    /// <summary>The folder holds exactly these files with these texts.</summary>
    public static void CheckFolder(string folder, IReadOnlyDictionary<string, string> files, [CallerFilePath] string test = "")
    {
        var root = Path.Combine(Folder(test), folder);
        if (GoldenRecording.IsOn)
        {
            foreach (var file in FilesBelow(root).Where(file => !files.ContainsKey(file)))
            {
                GoldenRecording.Delete(Path.Combine(root, file));
            }
        }

        foreach (var (file, text) in files)
        {
            Check(Path.Combine(folder, file), text, test);
        }

        Assert.Equal(files.Keys.Order(StringComparer.Ordinal), FilesBelow(root).Order(StringComparer.Ordinal));
    }

    static IEnumerable<string> FilesBelow(string folder) =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path))
            : [];
}
