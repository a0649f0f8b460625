using System.Text.Json;
using System.Text.Json.Serialization;

namespace Railhead.Model;

/// <summary>Enums as people write them: <c>all-at-once</c>.</summary>
sealed class KebabCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
