using System.Collections.Concurrent;

namespace Railhead.Testing;

/// <summary>A fixture of every test assembly: a run that recorded golden files fails at its end and lists what it wrote.</summary>
public sealed class GoldenRecording : IDisposable
{
    static readonly ConcurrentDictionary<string, string> Changes = new();

    internal static bool IsOn { get; } = Environment.GetEnvironmentVariable("RAILHEAD_RECORD") == "1";

    internal static void Write(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path) == text)
        {
            return;
        }

        Changes[path] = File.Exists(path) ? "changed" : "new";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    internal static void Delete(string path)
    {
        Changes[path] = "deleted";
        File.Delete(path);
    }

    public void Dispose()
    {
        if (IsOn)
        {
            var list = Changes.OrderBy(change => change.Key, StringComparer.Ordinal).Select(change => $"\n  {change.Value}: {change.Key}");
            Assert.Fail(
                $"RAILHEAD_RECORD=1 recorded golden files, so this run proves nothing. Changed files: {Changes.Count}.{string.Concat(list)}"
            );
        }
    }
}
