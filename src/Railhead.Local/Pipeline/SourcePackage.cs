namespace Railhead.Local;

/// <summary>A source on its way to the control plane.</summary>
/// <param name="Revision">Full commit id, or <c>dir-</c> and 12 hexadecimal digits of the content's hash.</param>
/// <param name="Subject">First line of the commit message; the folder's name where there is no commit.</param>
/// <param name="File">A tar. The app's folder is at the place that it has in the repository.</param>
/// <param name="Missing">See <see cref="SourceParts.Missing"/>.</param>
public sealed record SourcePackage(string Revision, string Subject, string File, IReadOnlyList<string> Missing)
{
    public FileStream Open() => new(File, FileMode.Open, FileAccess.Read, FileShare.Read);
}
