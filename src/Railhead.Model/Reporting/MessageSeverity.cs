using System.Text.Json.Serialization;

namespace Railhead.Model;

[JsonConverter(typeof(WordConverter<MessageSeverity>))]
public enum MessageSeverity
{
    Warning,
    Error,
}
