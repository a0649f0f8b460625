using System.IO.Compression;
using System.Text;

namespace Railhead.Aws;

/// <summary>Zip files with one script each, not compressed and without dates, so that equal scripts give equal bytes.</summary>
static class Archive
{
    static readonly DateTimeOffset Never = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Of(string name, string text)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
            entry.LastWriteTime = Never;
            // Readable by everybody, because Lambda runs it as another user.
            entry.ExternalAttributes = Convert.ToInt32("100644", 8) << 16;
            using var stream = entry.Open();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }

    /// <summary>The files of an archive, or null if the bytes are not a zip file.</summary>
    public static IReadOnlyList<(string Name, string Text)>? TryRead(byte[] bytes)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes));
            return archive.Entries.Select(Read).ToList();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    static (string Name, string Text) Read(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        return (entry.FullName, reader.ReadToEnd());
    }
}
