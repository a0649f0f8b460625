using System.Buffers;
using System.Text.Json;

namespace Guestbook;

/// <summary>Custom metrics, as lines of CloudWatch's embedded metric format in this app's log.</summary>
sealed class Metrics(TimeProvider time)
{
    readonly Stream output = Console.OpenStandardOutput();
    readonly Lock writing = new();

    /// <summary>Counts an entry, and the size of its picture in bytes.</summary>
    public void EntryWritten(long? pictureBytes)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteStartObject("_aws");
            json.WriteNumber("Timestamp", time.GetUtcNow().ToUnixTimeMilliseconds());
            json.WriteStartArray("CloudWatchMetrics");
            json.WriteStartObject();
            json.WriteString("Namespace", "Guestbook");
            json.WriteStartArray("Dimensions");
            json.WriteStartArray();
            json.WriteStringValue("App");
            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteStartArray("Metrics");
            Describe(json, "EntriesWritten", "Count");
            if (pictureBytes is not null)
                Describe(json, "PictureBytes", "Bytes");
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteString("App", "guestbook");
            json.WriteNumber("EntriesWritten", 1);
            if (pictureBytes is { } bytes)
                json.WriteNumber("PictureBytes", bytes);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        lock (writing)
            output.Write(line.WrittenSpan); // one write per line, so that the logger's lines never mix with it
    }

    static void Describe(Utf8JsonWriter json, string name, string unit)
    {
        json.WriteStartObject();
        json.WriteString("Name", name);
        json.WriteString("Unit", unit);
        json.WriteEndObject();
    }
}
