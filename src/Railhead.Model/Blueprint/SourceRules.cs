namespace Railhead.Model;

/// <summary>Rules between the blueprint and the app's other files.</summary>
public static class SourceRules
{
    /// <summary>Versions that a file asks for and no image has.</summary>
    public static IEnumerable<Finding> WithoutImage(IReadOnlyDictionary<string, string> texts) =>
        LanguageFiles
            .Read(texts)
            .Where(requirement => Languages.Tag(requirement) is null)
            .Select(requirement =>
                LanguageDiagnostics.NoImage(
                    requirement.At,
                    Languages.Name(requirement.Language),
                    requirement.Text,
                    Languages.DefaultTag(requirement.Language)
                )
            );

    /// <summary>Versions that a file asks for and this machine does not have.</summary>
    /// <param name="texts">The files' contents by name.</param>
    /// <param name="installed">What was looked for, and found.</param>
    public static IEnumerable<Finding> OtherVersions(
        IReadOnlyDictionary<string, string> texts,
        IReadOnlyDictionary<Language, IReadOnlyList<Version>> installed
    ) =>
        LanguageFiles
            .Read(texts)
            .Where(requirement => !installed[requirement.Language].Any(version => Languages.Allows(requirement, version)))
            .Select(requirement =>
                LanguageDiagnostics.OtherVersion(
                    requirement.At,
                    Languages.Name(requirement.Language),
                    requirement.Text,
                    installed[requirement.Language] is { Count: > 0 } versions ? string.Join(", ", versions) : "none on the PATH"
                )
            );

    internal static IEnumerable<Finding> Dependencies(Blueprint blueprint, IReadOnlyDictionary<string, string> texts)
    {
        var path = KeyTree.Join(VariableKeys.Variables.Path, "NODE_ENV");
        if (
            blueprint.Find(path) is { } variable
            && blueprint.Get(VariableKeys.Variable, "NODE_ENV") == "production"
            && blueprint.Get(AppKeys.Build) is { } build
            && !build.Contains("--include=dev", StringComparison.Ordinal)
            && LanguageFiles.DevelopmentDependencies(texts) is { } dependencies
        )
        {
            yield return LanguageDiagnostics.NoDevelopmentDependencies(variable.At, dependencies);
        }
    }
}
