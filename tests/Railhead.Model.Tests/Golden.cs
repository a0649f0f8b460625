using System.Runtime.CompilerServices;

namespace Railhead.Model.Tests;

/// <summary>Files beside the tests that say what is expected; <c>RAILHEAD_RECORD=1</c> writes them again.</summary>
static class Golden
{
    public static string Data { get; } = Path.Combine(Path.GetDirectoryName(Here())!, "Data");

    public static string Docs { get; } = Path.GetFullPath(Path.Combine(Data, "../../../docs"));

    static bool Records => Environment.GetEnvironmentVariable("RAILHEAD_RECORD") == "1";

    public static TheoryData<string> Names(string folder) =>
        new(
            Directory
                .EnumerateFiles(Path.Combine(Data, folder), "*.yaml")
                .Select(f => Path.GetFileNameWithoutExtension(f)!)
                .Order(StringComparer.Ordinal)
        );

    public static string Read(string folder, string file) => File.ReadAllText(Path.Combine(Data, folder, file));

    public static void Check(string folder, string file, string actual)
    {
        var path = Path.Combine(Data, folder, file);
        if (Records)
        {
            File.WriteAllText(path, actual);
        }
        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : $"no {path}; RAILHEAD_RECORD=1 writes it", actual);
    }

    static string Here([CallerFilePath] string path = "") => path;
}
