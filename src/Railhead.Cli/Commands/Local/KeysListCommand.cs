using System.Text.Json;
using System.Text.Json.Serialization;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead keys list</c></summary>
sealed class KeysListCommand() : CliCommand("list", "List the SSH keys that may push to the app")
{
    public override async Task<int> RunAsync(Invocation call)
    {
        var record = AppLocator.Environment(call);
        var keys = await new PushKeys(AppLocator.LayoutOf(call.Home, record), record, call.Time, call.Cancellation).ListAsync();
        if (call.Json)
        {
            IReadOnlyList<KeyDocument> documents = [.. keys.Select(key => new KeyDocument(key.Name, key.Key.Type, key.Key.Fingerprint))];
            call.Out.WriteLine(JsonSerializer.Serialize(documents, KeyJson.Default.IReadOnlyListKeyDocument));
            return ExitCode.Done;
        }

        if (keys.Count == 0)
        {
            call.Error.WriteLine("No SSH key may push.");
        }

        foreach (var key in keys)
        {
            call.Out.WriteLine($"{key.Name, -24} {key.Key.Type, -20} {key.Key.Fingerprint}");
        }

        return ExitCode.Done;
    }
}

/// <summary>One line of <c>railhead keys list --json</c>.</summary>
sealed record KeyDocument(string Name, string Type, string Fingerprint);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<KeyDocument>))]
sealed partial class KeyJson : JsonSerializerContext;
