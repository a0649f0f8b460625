namespace Railhead.Aws.Tests;

/// <summary>A folder that goes away with the test.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("railhead-aws-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
