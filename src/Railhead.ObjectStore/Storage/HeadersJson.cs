using System.Text.Json;
using System.Text.Json.Serialization;

namespace Railhead.ObjectStore;

/// <summary>An object's headers as they are stored.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
sealed partial class HeadersJson : JsonSerializerContext
{
    public static string Write(IReadOnlyDictionary<string, string> headers) =>
        JsonSerializer.Serialize(headers.ToDictionary(), Default.DictionaryStringString);

    public static IReadOnlyDictionary<string, string> Read(string json) =>
        JsonSerializer.Deserialize(json, Default.DictionaryStringString)!;
}
