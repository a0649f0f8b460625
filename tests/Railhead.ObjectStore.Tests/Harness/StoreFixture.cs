namespace Railhead.ObjectStore.Tests;

/// <summary>One server for the tests of a class; each test takes keys of its own.</summary>
public sealed class StoreFixture : IAsyncLifetime
{
    readonly TemporaryFolder _folder = new();

    internal StoreServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await StoreServer.Start(_folder.Path);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
