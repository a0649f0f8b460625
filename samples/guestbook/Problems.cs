using System.Text.Json;

namespace Guestbook;

/// <summary>Problem documents (RFC 9457).</summary>
static class Problems
{
    /// <param name="http">The request that failed.</param>
    /// <param name="status">The status code.</param>
    /// <param name="title">What is wrong, for a person.</param>
    /// <param name="errors">Messages by the name of the field they are about.</param>
    public static async Task WriteAsync(HttpContext http, int status, string title, IReadOnlyDictionary<string, string>? errors = null)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("type", "about:blank");
        json.WriteString("title", title);
        json.WriteNumber("status", status);
        if (errors is not null)
        {
            json.WriteStartObject("errors");
            foreach (var (field, message) in errors)
            {
                json.WriteStartArray(field);
                json.WriteStringValue(message);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
