using System.Text.Json;

namespace Railhead.Model;

/// <summary>The words of enums in JSON and in texts: the member's name in lower case with hyphens, such as <c>rolled-back</c>.</summary>
public static class EnumWords
{
    internal static readonly JsonNamingPolicy Naming = JsonNamingPolicy.KebabCaseLower;

    public static string Word<T>(this T value)
        where T : struct, Enum => Naming.ConvertName(value.ToString());
}
