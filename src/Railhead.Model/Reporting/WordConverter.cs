using System.Text.Json.Serialization;

namespace Railhead.Model;

/// <summary>Writes an enum in JSON as its <see cref="EnumWords.Word"/>, and accepts nothing else.</summary>
public sealed class WordConverter<T>() : JsonStringEnumConverter<T>(EnumWords.Naming, allowIntegerValues: false)
    where T : struct, Enum;
