using System.Text.Json.Serialization;

namespace Railhead.Model;

/// <summary>A stage of <c>up</c>, <c>deploy</c> and <c>rollback</c>, in the order in which they run.</summary>
[JsonConverter(typeof(WordConverter<Stage>))]
public enum Stage
{
    Tools,
    Storage,
    Database,
    Source,
    Build,
    Release,
    Tasks,
    Traffic,
    Drain,
}
