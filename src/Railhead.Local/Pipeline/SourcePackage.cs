namespace Railhead.Local;

/// <summary>A source on its way to the control plane.</summary>
/// <param name="Revision">Full commit id, or <c>dir-</c> and 12 hexadecimal digits of the content's hash.</param>
/// <param name="Subject">First line of the commit message; the folder's name where there is no commit.</param>
/// <param name="File">A tar of the app's folder.</param>
public sealed record SourcePackage(string Revision, string Subject, string File)
{
    public FileStream Open() => new(File, FileMode.Open, FileAccess.Read, FileShare.Read);
}
