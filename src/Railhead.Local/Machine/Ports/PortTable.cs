using System.Text.Json.Serialization;

namespace Railhead.Local;

/// <summary>The content of <c>ports.json</c> in a home.</summary>
/// <param name="Version">1.</param>
/// <param name="Environments">One entry for each environment that has ports.</param>
sealed record PortTable(int Version, IReadOnlyList<PortEntry> Environments);

/// <param name="App">The app.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Start">First port of its block.</param>
/// <param name="Size">Ports in the block.</param>
/// <param name="Http">The load balancer's port once chosen.</param>
/// <param name="HttpWanted">The port that the blueprint asked for when it was chosen.</param>
/// <param name="Https">The load balancer's port for HTTPS, as written.</param>
sealed record PortEntry(string App, string Environment, int Start, int Size, int? Http = null, int? HttpWanted = null, int? Https = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PortTable))]
sealed partial class PortTableJson : JsonSerializerContext;
