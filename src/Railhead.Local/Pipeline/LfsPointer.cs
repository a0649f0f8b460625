using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Railhead.Local;

/// <summary>What git has of a file that Git LFS tracks: the hash and the size of its content, which lies elsewhere.</summary>
sealed partial record LfsPointer(string Hash, long Size)
{
    /// <summary>Larger files are not pointers (git-lfs, docs/spec.md).</summary>
    public const int Limit = 1024;

    public static LfsPointer? Parse(byte[] content)
    {
        if (content.Length >= Limit || !content.AsSpan().StartsWith("version https://"u8))
        {
            return null;
        }

        var match = Form().Match(Encoding.UTF8.GetString(content));
        return match.Success && long.TryParse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture, out var size)
            ? new LfsPointer(match.Groups[1].Value, size)
            : null;
    }

    /// <summary>The file with its content in one of the stores; null when none has it.</summary>
    /// <param name="stores">Folders such as <c>.git/lfs/objects</c>.</param>
    public string? Find(IReadOnlyList<string> stores) =>
        stores
            .Select(store => Path.Combine(store, Hash[..2], Hash[2..4], Hash))
            .FirstOrDefault(file => new FileInfo(file) is { Exists: true } found && found.Length == Size);

    [GeneratedRegex(
        @"\Aversion https://(?:git-lfs|hawser)\.github\.com/spec/v1\n(?:ext-[^\n]*\n)*oid sha256:([0-9a-f]{64})\nsize ([0-9]+)\n?\z"
    )]
    private static partial Regex Form();
}
