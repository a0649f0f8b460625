using System.Runtime.CompilerServices;

namespace Railhead.Aws.Tests;

/// <summary>Folders beside the tests that say what is expected; <c>RAILHEAD_RECORD=1</c> writes them again.</summary>
static class Golden
{
    public static string Data { get; } = Path.Combine(Path.GetDirectoryName(Here())!, "Data");

    static bool Records => Environment.GetEnvironmentVariable("RAILHEAD_RECORD") == "1";

    public static string Read(string path) => File.ReadAllText(Path.Combine(Data, path));

    /// <summary>The folder holds exactly these files with these texts; an archive has a test of its own.</summary>
    public static void Check(string name, IReadOnlyList<SynthFile> files)
    {
        files = files.Where(file => file.Bytes is null).ToList();
        var folder = Path.Combine(Data, name);
        if (Records)
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            foreach (var file in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file.Path))!);
                File.WriteAllText(Path.Combine(folder, file.Path), file.Text);
            }
        }

        Assert.True(Directory.Exists(folder), $"no {folder}; RAILHEAD_RECORD=1 writes it");
        foreach (var file in files)
        {
            Assert.Equal((file.Path, File.ReadAllText(Path.Combine(folder, file.Path))), (file.Path, file.Text));
        }

        var found = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path));
        Assert.Equal(files.Select(file => file.Path).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    static string Here([CallerFilePath] string path = "") => path;
}
