using System.Text.Json.Serialization;

namespace Railhead.Model;

/// <summary>One event of a long command. Its kinds are the derived types, and <c>event</c> in JSON names the kind.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(StageEvent), "stage")]
[JsonDerivedType(typeof(LogEvent), "log")]
[JsonDerivedType(typeof(ResourceEvent), "resource")]
[JsonDerivedType(typeof(MessageEvent), "message")]
[JsonDerivedType(typeof(EnvironmentEvent), "environment")]
[JsonDerivedType(typeof(ResultEvent), "result")]
public abstract record ProgressEvent
{
    private protected ProgressEvent() { }
}
