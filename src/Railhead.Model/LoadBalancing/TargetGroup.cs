using System.Text.Json.Serialization;

namespace Railhead.Model;

/// <param name="Key">Which of the two.</param>
/// <param name="Name">At most 32 characters.</param>
/// <param name="Port">nginx in the task.</param>
/// <param name="DeregistrationDelay">Seconds that requests in flight get when a target leaves.</param>
public sealed record TargetGroup([property: JsonPropertyName("slot")] TargetGroupKey Key, string Name, int Port, int DeregistrationDelay);
