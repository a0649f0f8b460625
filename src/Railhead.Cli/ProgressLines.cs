using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary>Progress as the interface's JSON lines: of each kind of event always the same fields, null where there is nothing to say.</summary>
public static class ProgressLines
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(ProgressEvent entry)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("event", entry.Event);
            switch (entry.Event)
            {
                case "stage":
                    json.WriteString("stage", entry.Stage);
                    json.WriteString("status", entry.Status);
                    Write(json, "seconds", entry.Seconds);
                    json.WriteString("detail", entry.Detail);
                    break;
                case "log":
                    json.WriteString("stage", entry.Stage);
                    json.WriteString("line", entry.Line);
                    break;
                default:
                    json.WriteString("status", entry.Status);
                    Write(json, "deployment", entry.Deployment);
                    json.WriteString("url", entry.Url);
                    json.WriteString("error", entry.Error);
                    if (entry.Error is not null)
                    {
                        WriteFailure(json, entry);
                    }

                    break;
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    static void WriteFailure(Utf8JsonWriter json, ProgressEvent entry)
    {
        if (entry.Since is { } since)
        {
            json.WriteString("since", since);
        }
        else
        {
            json.WriteNull("since");
        }

        Write(json, "firstLines", entry.FirstLines);
        Write(json, "lastLines", entry.LastLines);
        json.WriteString("serving", entry.Serving);
        json.WriteString("more", entry.More);
    }

    static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string>? lines)
    {
        json.WriteStartArray(name);
        foreach (var line in lines ?? [])
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
