namespace Railhead.Testing;

/// <summary>A folder that is deleted with the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("railhead-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
