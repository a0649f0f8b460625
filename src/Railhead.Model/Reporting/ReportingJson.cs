using System.Text.Json.Serialization;

namespace Railhead.Model;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProgressEvent))]
[JsonSerializable(typeof(ErrorDocument))]
sealed partial class ReportingJson : JsonSerializerContext;
