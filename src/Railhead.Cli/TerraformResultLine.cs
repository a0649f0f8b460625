using System.Text.Encodings.Web;
using System.Text.Json;

namespace Railhead.Cli;

/// <summary>The last line of a long command with <c>--json</c>.</summary>
static class TerraformResultLine
{
    public static int Say(Invocation call, int exitCode, string? error)
    {
        if (!call.Json)
        {
            return exitCode;
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("event", "result");
            json.WriteString("status", exitCode == ExitCode.Done ? "succeeded" : "failed");
            json.WriteString("error", error);
            json.WriteEndObject();
        }

        call.Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
        return exitCode;
    }
}
