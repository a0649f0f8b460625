namespace Railhead.EndToEnd;

/// <summary>
/// Two test apps side by side in one RAILHEAD_HOME: <c>solo</c> has one task, so that a second request reaches the same process;
/// <c>duo</c> has two, for deployments.
/// </summary>
public sealed class TestAppEnvironment : IAsyncLifetime
{
    internal const string SoloKeys = "database: none\nservice: { desired: 1, min: 1, max: 1 }";
    internal const string DuoKeys = "database: none\nrelease: echo released as \"$APP_REVISION\"";

    Task? starting;
    Sandbox? sandbox;

    internal Sandbox Sandbox => sandbox!;

    internal AppRepository Solo { get; private set; } = null!;

    internal AppRepository Duo { get; private set; } = null!;

    internal string SoloUrl { get; private set; } = "";

    internal string DuoUrl { get; private set; } = "";

    public async Task ReadyAsync()
    {
        Machine.Needs("git");
        await (starting ??= StartAsync());
    }

    async Task StartAsync()
    {
        sandbox = await Sandbox.CreateAsync();
        Solo = await sandbox.AddTestAppAsync("solo", more: SoloKeys);
        Duo = await sandbox.AddTestAppAsync("duo", more: DuoKeys);
        SoloUrl = (await Solo.UpAsync()).Url;
        DuoUrl = (await Duo.UpAsync()).Url;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (sandbox is not null)
            await sandbox.DisposeAsync();
    }
}

/// <summary>Scenarios that share <see cref="TestAppEnvironment"/>.</summary>
[CollectionDefinition("test apps")]
public sealed class TestAppScenarios : ICollectionFixture<TestAppEnvironment>;
