namespace Railhead.EndToEnd;

/// <summary>What <c>build/release.sh</c> makes, made once for all tests. RAILHEAD_RELEASE names a folder that has it already.</summary>
public sealed class ReleaseFiles : IAsyncLifetime
{
    Task<string>? _made;

    internal async Task<string> TarballAsync() => Assert.Single(Directory.GetFiles(await FolderAsync(), "railhead-*.tar.gz"));

    internal async Task<string> PackageAsync() => Assert.Single(Directory.GetFiles(await FolderAsync(), "railhead_*.deb"));

    internal async Task<string> SumsAsync() => Path.Combine(await FolderAsync(), "SHA256SUMS");

    Task<string> FolderAsync() => _made ??= MakeAsync();

    static async Task<string> MakeAsync()
    {
        if (Environment.GetEnvironmentVariable("RAILHEAD_RELEASE") is { Length: > 0 } folder)
        {
            return folder;
        }

        await using var making = new Running([SourceTree.PathOf("build", "release.sh")], "/", new Dictionary<string, string?>());
        (await making.EndAsync(TimeSpan.FromMinutes(20))).Succeeded();
        return SourceTree.PathOf("artifacts", "release");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
