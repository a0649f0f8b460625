using System.Text.Json.Nodes;

namespace Railhead.Model;

/// <summary>The values that a key takes: one home for how they are read and how they are described.</summary>
/// <param name="Words">For the documentation, such as <c>5 to 300 seconds</c>.</param>
/// <param name="Read">Takes a value from YAML, or says what is wrong with it.</param>
/// <param name="Describe">Adds the same to a JSON Schema.</param>
sealed record ValueKind<T>(string Words, ValueReader<T> Read, Action<JsonObject> Describe);
