using System.Text.Json;
using System.Text.Json.Serialization;

namespace Railhead.Cli;

/// <summary>The result of a command that only did something, with <c>--json</c>.</summary>
/// <param name="Name">What it was done to: an environment (<c>guestbook · local</c>) or a secret.</param>
/// <param name="Status">stopped, deleted, set or removed.</param>
sealed record DoneDocument(string Name, string Status)
{
    /// <summary>Writes it: with <c>--json</c> as a document on standard output, else in words on standard error.</summary>
    public void Say(Invocation call, string words)
    {
        if (call.Json)
        {
            call.Out.WriteLine(JsonSerializer.Serialize(this, DoneJson.Default.DoneDocument));
        }
        else
        {
            call.Error.WriteLine(words);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DoneDocument))]
sealed partial class DoneJson : JsonSerializerContext;
