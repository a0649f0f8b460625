namespace Railhead.Local;

/// <summary>
/// The folders that builds leave behind, as patterns of git: they stay out of a folder without git unless an ignore file includes them.
/// </summary>
static class BuildOutput
{
    const string Packages = "node_modules";

    static readonly string[] Projects = ["*.csproj", "*.fsproj", "*.vbproj"],
        OfProject = ["bin", "obj"];

    /// <summary>Elsewhere than beside a project of .NET, <c>bin</c> has programs of the app.</summary>
    public static IEnumerable<string> Patterns(string folder) =>
        ProjectFolders(folder)
            .Select(project => Path.GetRelativePath(folder, project))
            .SelectMany(project => OfProject.Select(output => project == "." ? $"/{output}/" : $"/{Escaped(project)}/{output}/"))
            .Prepend($"{Packages}/");

    static IEnumerable<string> ProjectFolders(string folder)
    {
        if (Projects.Any(pattern => Directory.EnumerateFiles(folder, pattern).Any()))
        {
            yield return folder;
        }

        foreach (var below in new DirectoryInfo(folder).EnumerateDirectories())
        {
            if (below.LinkTarget is not null || below.Name is Packages or ".git")
            {
                continue;
            }

            foreach (var project in ProjectFolders(below.FullName))
            {
                yield return project;
            }
        }
    }

    static string Escaped(string path) => string.Concat(path.Select(c => c is '*' or '?' or '[' or '\\' ? $"\\{c}" : $"{c}"));
}
