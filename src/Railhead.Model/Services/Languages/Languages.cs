using System.Globalization;

namespace Railhead.Model;

/// <summary>Languages by name, and the versions that their images have.</summary>
public static class Languages
{
    /// <summary>The release lines with an official image, oldest first; the last is the default.</summary>
    static IReadOnlyList<string> Lines(Language language) =>
        language switch
        {
            Language.DotNet => ["6.0", "7.0", "8.0", "9.0", "10.0"],
            Language.Ruby => ["2.7", "3.0", "3.1", "3.2", "3.3", "3.4"],
            Language.Python => ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13"],
            Language.Node => ["14", "16", "18", "20", "22", "24"],
            Language.Go => ["1.21", "1.22", "1.23", "1.24", "1.25"],
            Language.Php => ["7.4", "8.0", "8.1", "8.2", "8.3", "8.4"],
            _ => throw new ArgumentOutOfRangeException(nameof(language), language, "not a language"),
        };

    public static string Name(Language language) =>
        language switch
        {
            Language.DotNet => ".NET SDK",
            Language.Node => "Node",
            Language.Php => "PHP",
            _ => language.ToString(),
        };

    /// <summary>The image's tag without a requirement.</summary>
    public static string DefaultTag(Language language) => Lines(language)[^1];

    /// <summary>
    /// The image's tag for a requirement: a single version as written, else the newest release line that has an allowed version; null when
    /// there is none.
    /// </summary>
    public static string? Tag(LanguageRequirement requirement)
    {
        if (requirement.Range is not { } range)
        {
            return null;
        }

        var parts = Lines(requirement.Language)[0].Split('.').Length;
        if (range.Single is { } single && single.Split('.').Length >= parts)
        {
            return single;
        }

        // A range within a release line, such as ~18.20, excludes the line's newest version.
        var least = string.Create(CultureInfo.InvariantCulture, $"{range.Least.Major}.{range.Least.Minor}");
        return Lines(requirement.Language).LastOrDefault(line => range.Contains(NewestOf(line)))
            ?? (range.Least.Major > 0 && range.Least.Minor > 0 && range.Contains(NewestOf(least)) ? least : null);
    }

    /// <summary>
    /// Whether an installed version will do. In go.mod, and in global.json within a release line, the version is the least.
    /// </summary>
    public static bool Allows(LanguageRequirement requirement, Version installed) =>
        requirement.Range is not { } range
        || range.Contains(installed)
        || (
            range.Single is { } single
            && Version.TryParse(single.Contains('.', StringComparison.Ordinal) ? single : single + ".0", out var least)
            && installed >= least
            && (
                requirement.Language == Language.Go
                || (requirement.Language == Language.DotNet && (installed.Major, installed.Minor) == (least.Major, least.Minor))
            )
        );

    /// <summary>An image of a release line has its newest version.</summary>
    static Version NewestOf(string line)
    {
        const int newest = 99999;
        var numbers = line.Split('.').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new Version(numbers[0], numbers.Length > 1 ? numbers[1] : newest, newest);
    }
}
