using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace Guestbook;

/// <summary>An entry of the guestbook.</summary>
/// <param name="PictureUrl">Relative; null without a picture.</param>
sealed record Entry(Guid Id, string Title, string Text, string? PictureUrl, DateTimeOffset CreatedAt)
{
    /// <summary>The picture's media type, which decides whether the page shows it or only links to it.</summary>
    [JsonIgnore]
    public string? PictureType { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Entry))]
[JsonSerializable(typeof(List<Entry>))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSerializable(typeof(string))]
sealed partial class GuestbookJson : JsonSerializerContext;
