using System.Text.Json;

namespace Railhead.Local;

/// <summary>The words for kinds of events and warnings.</summary>
public static class EventWords
{
    public static string Word(this EventKind kind) => Kebab(kind.ToString());

    public static string Word(this WarningKind kind) => Kebab(kind.ToString());

    static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
