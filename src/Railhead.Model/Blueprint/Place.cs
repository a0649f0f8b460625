namespace Railhead.Model;

/// <summary>A place in a file that people can go to.</summary>
/// <param name="File">The file as it is shown, <c>railhead.yaml</c> mostly.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
public readonly record struct Place(string File, int Line, int Column)
{
    /// <summary>The beginning of a file, for what is missing in it.</summary>
    public static Place Start(string file) => new(file, 1, 1);

    /// <summary>As in <c>railhead show</c>: <c>railhead.yaml:7</c>.</summary>
    public string FileAndLine => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}");
}
