namespace Railhead.EndToEnd;

/// <summary>
/// Two test apps side by side in one RAILHEAD_HOME: <c>solo</c> has one task, so that a second request reaches the same process;
/// <c>duo</c> has two, for deployments.
/// </summary>
public sealed class TestAppEnvironment : IAsyncLifetime
{
    internal const string SoloKeys = "database: none\nservice: { desired: 1, min: 1, max: 1 }";
    internal const string DuoKeys = "database: none\nrelease: echo released as \"$APP_REVISION\"";

    Task? _starting;
    Sandbox? _sandbox;

    internal Sandbox Sandbox => _sandbox!;

    internal AppRepository Solo { get; private set; } = null!;

    internal AppRepository Duo { get; private set; } = null!;

    internal string SoloUrl { get; private set; } = "";

    internal string DuoUrl { get; private set; } = "";

    public async Task ReadyAsync()
    {
        RequiredTools.Need("git");
        await (_starting ??= StartAsync());
    }

    async Task StartAsync()
    {
        _sandbox = await Sandbox.CreateAsync();
        Solo = await _sandbox.AddTestAppAsync("solo", more: SoloKeys);
        Duo = await _sandbox.AddTestAppAsync("duo", more: DuoKeys);
        SoloUrl = (await Solo.UpAsync()).Url;
        DuoUrl = (await Duo.UpAsync()).Url;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_sandbox is not null)
        {
            await _sandbox.DisposeAsync();
        }
    }
}

/// <summary>Scenarios that share <see cref="TestAppEnvironment"/>.</summary>
[CollectionDefinition("test apps")]
public sealed class TestAppScenarios : ICollectionFixture<TestAppEnvironment>;
