namespace Railhead.Local;

/// <summary>One file of a service folder.</summary>
/// <param name="Path">Below the folder.</param>
/// <param name="Text">Content.</param>
/// <param name="IsProgram">Executable.</param>
public sealed record ServiceFile(string Path, string Text, bool IsProgram = false)
{
    public UnixFileMode Mode => IsProgram ? FileModes.Owner : FileModes.OwnerFile;
}
