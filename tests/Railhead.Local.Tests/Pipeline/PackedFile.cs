using System.Formats.Tar;
using System.Text;

namespace Railhead.Local.Tests;

/// <summary>A file or link of a packed source; its bytes as Latin-1.</summary>
sealed record PackedFile(string Text, bool Executable, string Link)
{
    public static async Task<Dictionary<string, PackedFile>> ReadAsync(string tar)
    {
        await using var stream = File.OpenRead(tar);
        await using var reader = new TarReader(stream);
        var packed = new Dictionary<string, PackedFile>();
        while (await reader.GetNextEntryAsync(copyData: true, TestContext.Current.CancellationToken) is { } entry)
        {
            using var content = new MemoryStream();
            if (entry.DataStream is { } data)
            {
                await data.CopyToAsync(content, TestContext.Current.CancellationToken);
            }

            packed[entry.Name] = new PackedFile(
                Encoding.Latin1.GetString(content.ToArray()),
                entry.Mode.HasFlag(UnixFileMode.UserExecute),
                entry.LinkName
            );
        }

        return packed;
    }
}
