using System.Globalization;

namespace Railhead.Local;

/// <summary>The port of this machine's SSH server, by its configuration, which everybody may read.</summary>
public static class SshPort
{
    const int Default = 22,
        DeepestInclude = 4;

    const string File = "/etc/ssh/sshd_config";

    public static int OfThisMachine() => Of(File);

    /// <summary>22 when the server listens there too, else the first port that is named (sshd_config(5)).</summary>
    public static int Of(string file)
    {
        var ports = Ports(file, DeepestInclude).ToList();
        return ports.Count == 0 || ports.Contains(Default) ? Default : ports[0];
    }

    static IEnumerable<int> Ports(string file, int depth)
    {
        foreach (var line in Lines(file))
        {
            var words = line.Split([' ', '\t', '='], StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                // Neither keyword is allowed below a Match.
                case [var word, ..] when Is(word, "Match"):
                    yield break;
                case [var word, var number, ..]
                    when Is(word, "Port")
                        && ushort.TryParse(number.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var port):
                    yield return port;
                    break;
                case [var word, .. var patterns] when Is(word, "Include") && depth > 0:
                    foreach (var port in patterns.SelectMany(pattern => Included(pattern.Trim('"'))).SelectMany(f => Ports(f, depth - 1)))
                    {
                        yield return port;
                    }

                    break;
                default:
                    break;
            }
        }
    }

    static bool Is(string word, string keyword) => word.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    static string[] Lines(string file)
    {
        try
        {
            return [.. System.IO.File.ReadAllLines(file).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    static string[] Included(string pattern)
    {
        var path = Path.Combine("/etc/ssh", pattern);
        var folder = Path.GetDirectoryName(path)!;
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];
    }
}
