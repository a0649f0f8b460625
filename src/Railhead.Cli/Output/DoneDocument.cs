using System.Text.Json;
using System.Text.Json.Serialization;

namespace Railhead.Cli;

/// <summary>What a command without any other result did, with <c>--json</c>.</summary>
/// <param name="Name">Of what: an environment (<c>guestbook · local</c>) or a secret.</param>
/// <param name="Status">stopped, deleted, set or removed.</param>
public sealed record DoneDocument(string Name, string Status)
{
    /// <summary>Says it: as JSON on standard output where that is asked for, else in words on standard error.</summary>
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
