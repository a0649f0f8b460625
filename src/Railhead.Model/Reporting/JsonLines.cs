using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Railhead.Model;

/// <summary>
/// Reads and writes progress and errors as JSON, one document a line. Each kind of event always has the same fields, null where there is
/// nothing to say.
/// </summary>
public static class JsonLines
{
    static readonly JsonTypeInfo<ProgressEvent> EventType =
        (JsonTypeInfo<ProgressEvent>)
            new JsonSerializerOptions(ReportingJson.Default.Options)
            {
                // For terminals and files, never inside HTML: ">" stays ">".
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                TypeInfoResolver = ReportingJson.Default.WithAddedModifier(OnlyWithAnError),
            }.GetTypeInfo(typeof(ProgressEvent));

    static readonly ReportingJson Indented = new(new JsonSerializerOptions(ReportingJson.Default.Options) { WriteIndented = true });

    public static string Of(ProgressEvent entry) => JsonSerializer.Serialize(entry, EventType);

    /// <param name="error">The error.</param>
    /// <param name="indented">Over several lines, for a command whose only document it is.</param>
    public static string Of(ErrorBody error, bool indented) =>
        JsonSerializer.Serialize(new ErrorDocument(error), indented ? Indented.ErrorDocument : ReportingJson.Default.ErrorDocument);

    /// <summary>The event of a line; null for a line that is not one, such as the torn end of a file after a crash.</summary>
    public static ProgressEvent? Event(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, EventType);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The error of a document; null for a text that is not one.</summary>
    public static ErrorBody? Error(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ReportingJson.Default.ErrorDocument)?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A result says what failed, since when and what still serves only if something failed.</summary>
    static void OnlyWithAnError(JsonTypeInfo type)
    {
        if (type.Type != typeof(ResultEvent))
        {
            return;
        }

        foreach (
            var property in type.Properties.Where(property =>
                property.Name is "since" or "firstLines" or "lastLines" or "serving" or "more"
            )
        )
        {
            property.ShouldSerialize = (result, _) => ((ResultEvent)result).Error is not null;
        }
    }
}
