namespace Railhead.Model;

/// <summary>Where the app's code comes from, and parts of its folder with a meaning.</summary>
static class SourceKeys
{
    public static readonly KeySection Section = new("source");

    public static readonly Key<string> Branch = Section.Add(
        new Key<string>("branch", Values.Text(TextForms.Branch), "main")
        {
            Meaning = "A push to this branch deploys. A change takes effect with `railhead up`.",
        }
    );

    public static readonly Key<string?> Repository = Section.Add(
        new Key<string?>("repository", Values.TextOrNull(Values.Text(TextForms.Repository)), null)
        {
            Meaning = "The app's repository on GitHub.",
            Aws = Support.As("the pipeline builds its pushes. Null: Terraform asks for it (`variable \"repository\"`)."),
            Local = Support.As("not needed, because you push to the environment itself."),
        }
    );

    public static readonly Key<string?> StaticPath = Section.Add(
        new Key<string?>("static.path", Values.TextOrNull(Values.RelativePath), null)
        {
            Meaning =
                "Folder of the release that nginx serves by itself. "
                + "Links, files that a web server would run (`.php`, `.cgi`, …) and names that begin with a dot, except `.well-known`, "
                + "go to the app.",
        }
    );

    /// <summary>Written instead of the mapping: its path, the rest by default.</summary>
    public static readonly Key<string?> Static = Section.Add(
        new Key<string?>("static", Values.TextOrNull(Values.RelativePath), null)
        {
            Meaning = "Short form of `static.path`.",
            ShortFor = StaticPath,
        }
    );

    public static readonly Key<IReadOnlyList<string>?> StaticCache = Section.Add(
        new Key<IReadOnlyList<string>?>("static.cache", Values.ListOrNull(TextForms.FilePattern, AppDiagnostics.RepeatedPattern), null)
        {
            Meaning =
                "Patterns of files that browsers keep for a year, such as `assets/**` or `*.woff2`; they ask again for all others. "
                + "Null: files with eight or more hexadecimal digits before the extension, such as `app-9263ee2f52cb.css`.",
        }
    );

    public static readonly Key<string?> Dockerfile = Section.Add(
        new Key<string?>("dockerfile", Values.TextOrNull(Values.RelativePath), null)
        {
            Meaning = "Dockerfile of the app's image. Null: Railhead generates one for .NET, Ruby, Node and Python.",
            Local = Support.NotYet("tasks run as processes"),
        }
    );

    public static readonly Key<IReadOnlyList<string>> Include = Section.Add(
        new Key<IReadOnlyList<string>>("source.include", Values.List(TextForms.RepositoryFolder, SourceDiagnostics.Repeated), [])
        {
            Meaning =
                "Further folders of the repository, relative to its root, that the checkout gets beside the app's folder. "
                + "`.` is the whole repository. The checkout keeps the repository's layout.",
            Aws = Support.As("the layout is also the context of a `dockerfile` of your own."),
        }
    );
}
