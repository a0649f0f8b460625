using System.Runtime.CompilerServices;

namespace Railhead.Local.Tests;

/// <summary>Files beside the tests that say what is expected; <c>RAILHEAD_RECORD=1</c> writes them again.</summary>
static class GoldenText
{
    public static void Check(string file, string actual, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, "Data", file);
        if (Environment.GetEnvironmentVariable("RAILHEAD_RECORD") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : $"no {path}; RAILHEAD_RECORD=1 writes it", actual);
    }
}
