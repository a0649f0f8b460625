namespace Railhead.ObjectStore.Tests;

/// <summary>A folder that goes with the test.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("object-store-").FullName;

    /// <summary>The files below it that hold content.</summary>
    public static string[] Blobs(string store) =>
        [
            .. new[] { "blobs", "incoming" }.SelectMany(part =>
                Directory.GetFiles(System.IO.Path.Combine(store, part), "*", SearchOption.AllDirectories)
            ),
        ];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
