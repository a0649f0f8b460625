using System.Text.Json;
using Railhead.Aws;

namespace Railhead.Cli;

/// <summary><c>railhead outputs</c>: shows addresses and names of what runs on AWS.</summary>
sealed class OutputsCommand() : FolderCommand("outputs", "Show addresses and names of the environment on AWS")
{
    public override async Task<int> RunAsync(Invocation call)
    {
        using var session = await AwsSession.OpenAsync(call, Infrastructure.Of(call));
        var outputs = await session.Workspace.OutputsAsync(call.Cancellation);
        if (call.Json)
        {
            call.Out.WriteLine(Json(outputs));
            return ExitCode.Done;
        }

        if (outputs.Count == 0)
        {
            call.Error.WriteLine($"Nothing is on AWS yet: railhead apply --env {session.Architecture.Environment}");
            return ExitCode.Done;
        }

        var width = outputs.Keys.Max(name => name.Length);
        foreach (var (name, value) in outputs.OrderBy(output => output.Key, StringComparer.Ordinal))
        {
            call.Out.WriteLine($"{name.PadRight(width)}  {(value is { } known ? Show(known) : "(sensitive)")}");
        }

        return ExitCode.Done;
    }

    static string Show(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    static string Json(IReadOnlyDictionary<string, JsonElement?> outputs)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            foreach (var (name, value) in outputs.OrderBy(output => output.Key, StringComparer.Ordinal))
            {
                json.WritePropertyName(name);
                if (value is { } known)
                {
                    known.WriteTo(json);
                }
                else
                {
                    json.WriteNullValue();
                }
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
