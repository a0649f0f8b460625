namespace Railhead.Local.Tests;

/// <summary>An environment's folders below a temporary folder, which others may enter; deleted at the end.</summary>
public sealed class TemporaryLayout : IDisposable
{
    public TemporaryLayout(string app = "guestbook", string environment = "local", string? home = null)
    {
        Folder = Directory.CreateTempSubdirectory("rh-").FullName;
        const UnixFileMode enter = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | enter);
        Layout = new Layout(home ?? Path.Combine(Folder, "home"), app, environment, Path.Combine(Folder, "run"));
        Directory.CreateDirectory(Layout.Root);
        Directory.CreateDirectory(Layout.Run);
    }

    public string Folder { get; }

    public Layout Layout { get; }

    public MasterKey MasterKey => new(Path.Combine(Folder, "config", "master.key"));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
